// Which build of the engine a definition takes, from its text, before anything of the engine is there.
import type { SituationScenario } from "./engine.js";

/** The two builds: the small one knows no JSONata, no YAML, and nothing of what few definitions use. */
export type Build = "jsonpath" | "jsonata";

/** What the small build leaves out, in a definition or in the packed content of a link; escapes could hide any of it. */
const LEFT_OUT = /QueryLanguage\\?["']?\s*:\s*\\?["']?JSONata|\{%|States\.Hash|=~|\\u00|\0=\s*(?:#|---|["'\w]+\s*:)/;

/** The build for a definition, or for the packed content of a link. */
export function buildFor(text: string): Build {
  return LEFT_OUT.test(text) ? "jsonata" : "jsonpath";
}

/** The build for a definition with its scenarios: outcomes may hold expressions, and the definition may be in YAML. */
export function buildForRun(definition: string, scenarios: readonly SituationScenario[]): Build {
  const isJson = /^\ufeff?\s*(?:[{[]|\/[/*]|$)/.test(definition);
  return isJson ? buildFor(definition + JSON.stringify(scenarios.map(({ outcomes }) => outcomes))) : "jsonata";
}
