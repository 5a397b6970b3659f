// What a machine is on the page, as elements of hast inside of a node of mdast.
import { fromHtml } from "hast-util-from-html";
import { SCENARIOS } from "./render.js";

/** A machine: the element, in it the definition, its scenarios, and the drawing for those without script. */
export function machine({ said, code, list, svg, jsx }) {
  const passed = [...said].filter(([name]) => name !== SCENARIOS);
  // Without a value it is merely there, which hast writes as `true`.
  const properties = Object.fromEntries(passed.map(([name, value]) => [name, value || true]));
  const element = jsx ? explicit : plain;
  const children = [element("pre", {}, element("code", { className: "language-asl" }, text(code)))];
  if (list !== undefined) {
    // No text in it can end the script.
    const json = JSON.stringify(list).replaceAll("<", "\\u003c");
    children.push(plain("script", { type: "application/json", dataScenario: "" }, text(json)));
  }
  children.push(...fromHtml(svg, { fragment: true }).children);
  return { type: "aslMachine", data: { hName: "asl-player", hProperties: properties, hChildren: children } };
}

/** The script that brings the machines of a page to life. */
export function script(src) {
  return { type: "aslPlayer", data: { hName: "script", hProperties: { type: "module", src } } };
}

function plain(tagName, properties, ...children) {
  return { type: "element", tagName, properties, children };
}

/** An element that is written out in MDX. Others are replaced by the site's own, whose code blocks lose the lines. */
function explicit(name, properties, ...children) {
  const attributes = Object.entries(properties).map(([name, value]) => ({ type: "mdxJsxAttribute", name, value }));
  return { type: "mdxJsxFlowElement", name, attributes, children, data: { _mdxExplicitJsx: true } };
}

function text(value) {
  return { type: "text", value };
}
