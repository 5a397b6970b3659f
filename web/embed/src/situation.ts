// What the element is given, in one shape, whatever way it came: that of a link.
import type { Situation, SituationScenario } from "./engine.js";
import { Trouble } from "./trouble.js";

/** What a scenario may be named in an attribute, an element, or a file of scenarios. */
const MEMBERS = ["name", "input", "outcomes", "objects", "type", "seed", "expect"];

/** A situation of a definition alone. */
export function situationOf(definition: string, scenarios: SituationScenario[] = []): Situation {
  return { definition, ...(scenarios.length > 0 && { scenarios }) };
}

/**
 * Scenarios from JSON: one, a list, an object with the list as its `scenarios`, or only outcomes in the plain form,
 * `{"StateName": [{"Return": ...}]}`. An input is any JSON value.
 */
export function scenariosFrom(text: string): SituationScenario[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Trouble("scenario", [error instanceof Error ? error.message : "It is no JSON."]);
  }
  const list = isObject(value) && Array.isArray(value.scenarios) ? value.scenarios : value;
  return (Array.isArray(list) ? list : [list]).map(scenarioFrom);
}

function scenarioFrom(value: unknown): SituationScenario {
  if (!isObject(value)) throw new Trouble("scenario", ["A scenario is a JSON object."]);
  const whole = Object.keys(value).every((member) => MEMBERS.includes(member));
  const given: Record<string, unknown> = whole ? value : { outcomes: value };
  const { name, input, outcomes, objects, type, seed } = given;
  if (outcomes !== undefined && !isObject(outcomes)) {
    throw new Trouble("scenario", ["Its outcomes are an object: a list of outcomes by each state's name."]);
  }
  return {
    name: typeof name === "string" ? name : "",
    ...(input !== undefined && { input: JSON.stringify(input, null, 2) }),
    ...(outcomes !== undefined && { outcomes }),
    ...(Array.isArray(objects) && { objects: objects as NonNullable<SituationScenario["objects"]> }),
    ...((type === "STANDARD" || type === "EXPRESS") && { type }),
    ...(Number.isSafeInteger(seed) && { seed: seed as number }),
  };
}

/** Which of the scenarios is meant: by its name, or its number from 1. */
export function chosen(situation: Situation, wanted: string | null): number {
  const scenarios = situation.scenarios ?? [];
  const named = wanted === null ? -1 : scenarios.findIndex((scenario) => scenario.name === wanted);
  const number = wanted !== null && /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1;
  const index = [named, number, situation.scenario ?? 0].find((index) => index >= 0 && index < scenarios.length);
  return index ?? 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
