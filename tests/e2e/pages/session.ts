// The page with a session that is not an example's: stored as what was written in the first example.
import { expect } from "@playwright/test";

import type { Playground } from "./playground";

/** Opens the page with this definition and input, and waits for a state of it. */
export async function open(playground: Playground, definition: object, input: object, state: string) {
  const draft = { definition: JSON.stringify(definition, null, 2), input: JSON.stringify(input, null, 2) };
  await playground.page.addInitScript(
    ([key, text]) => localStorage.setItem(key, text),
    ["playstate.draft.glue-pipeline", JSON.stringify(draft)] as const,
  );
  await playground.page.goto("./");
  await expect(playground.node(state)).toBeVisible({ timeout: 60_000 });
  await expect(playground.position).toHaveText(/^event 1 of \d+$/, { timeout: 60_000 });
}

/** A machine of so many tasks, one after the other. */
export function chain(count: number): object {
  const states = Array.from({ length: count }, (_, index) => {
    const next = index + 1 < count ? { Next: `Step ${index + 1}` } : { End: true };
    const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: `step-${index}` }, ...next };
    return [`Step ${index}`, task];
  });
  return { StartAt: "Step 0", States: Object.fromEntries(states) };
}
