// What stands in the element, read as text.
import { Trouble } from "./trouble.js";

/** Longer definitions are refused: AWS takes a megabyte. */
const LONGEST = 2_000_000;

/** The definition in an element: the text of its code, or of a script that holds no program. */
export function definitionIn(element: Element): string | null {
  const holder = element.querySelector('script[type="application/json"]:not([data-scenario]), pre code, pre');
  // The first line keeps its indentation, which means something in YAML.
  const text = holder?.textContent?.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
  return text || null;
}

/** The scenarios in an element, as the texts of its scripts with `data-scenario`. */
export function scenariosIn(element: Element): string[] {
  const holders = element.querySelectorAll('script[type="application/json"][data-scenario]');
  return [...holders].map((holder) => holder.textContent?.trim() ?? "").filter(Boolean);
}

/** Downloads a definition. */
export async function download(url: string, base: string, signal: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(new URL(url, base), { signal, credentials: "same-origin" });
  } catch (error) {
    throw new Trouble("source", [url], error);
  }
  if (!response.ok) throw new Trouble("source", [`${url}: HTTP ${response.status}`]);
  return response.text();
}

/** Refuses what is too long. */
export function checked(text: string): string {
  if (text.length > LONGEST) throw new Trouble("definition", ["It is longer than 2 MB."]);
  return text;
}
