// Which build of the engine a definition takes, from its text.
import type { SituationScenario } from "./engine.js";

/** Whether a definition, or the packed content of a link, mentions JSONata as a query language. */
export function mentionsJsonata(text: string): boolean {
  return /QueryLanguage\\?["']?\s*:\s*\\?["']?JSONata/.test(text);
}

/** Whether running it takes JSONata: the definition's language, or expressions in mocked outcomes. */
export function needsJsonata(definition: string, scenarios: readonly SituationScenario[]): boolean {
  return mentionsJsonata(definition) || scenarios.some((scenario) => JSON.stringify(scenario.outcomes ?? {}).includes("{%"));
}
