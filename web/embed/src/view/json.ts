// JSON with its parts coloured: tokens become spans, whatever stands between them stays text.
import { h } from "../dom.js";

const TOKEN = /("(?:[^"\\\n]|\\.)*")(\s*:)?|(-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|\b(true|false|null)\b|(\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g;

/** So much is coloured; what is longer stays plain. */
const MOST = 60_000;

/** The nodes of a text of JSON, or of anything else: it is never refused. */
export function coloured(text: string): Node[] {
  if (text.length > MOST) return [document.createTextNode(text)];
  const nodes: Node[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) nodes.push(document.createTextNode(text.slice(at, match.index)));
    const [whole, string, colon, number, literal] = match;
    const kind = string ? (colon ? "key" : "string") : number ? "number" : literal ? "literal" : "comment";
    const token = string ?? whole;
    nodes.push(h("span", { class: kind }, token));
    if (colon) nodes.push(document.createTextNode(colon));
    at = match.index + whole.length;
  }
  nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

/** A value as indented JSON. */
export function written(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? "";
}
