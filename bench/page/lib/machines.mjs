// The sessions that the page is measured with, as drafts of its first example.

import { load } from "../../lib/workload.mjs";

/** A Map of Glue jobs, 40 at a time, that a run follows to its limit of 25,000 events. */
export function longest() {
  const { definition, input } = load("map-concurrent");
  return draft(definition, input);
}

/** A Map of 5,000 items, each one state: 20,003 events. */
export function items(count = 5000) {
  const each = { StartAt: "Take", States: { Take: { Type: "Pass", Parameters: { "id.$": "$.id", seen: true }, End: true } } };
  const map = { Type: "Map", ItemsPath: "$.items", MaxConcurrency: 40, ItemProcessor: each, End: true };
  const input = { items: Array.from({ length: count }, (_, id) => ({ id, name: `item ${id}` })) };
  return draft({ StartAt: "Each", States: { Each: map } }, input);
}

/** A machine of so many states, in blocks of a choice, two tasks, and what both come to; one block failing is caught. */
export function states(count = 1000) {
  const all = {};
  const blocks = Math.floor((count - 2) / 4);
  for (let block = 0; block < blocks; block += 1) {
    const next = block + 1 < blocks ? `Choose ${block + 1}` : "Done";
    const task = (name) => ({
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: name, "Payload.$": "$" },
      ResultPath: null,
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: null, Next: "Failed" }],
      Next: `Note ${block}`,
    });
    const rule = { Variable: "$.left", NumericGreaterThan: block % 2 ? 1e6 : 0, Next: `Left ${block}` };
    all[`Choose ${block}`] = { Type: "Choice", Choices: [rule], Default: `Right ${block}` };
    all[`Left ${block}`] = task(`left-${block}`);
    all[`Right ${block}`] = task(`right-${block}`);
    all[`Note ${block}`] = { Type: "Pass", Next: next };
  }
  all.Done = { Type: "Succeed" };
  all.Failed = { Type: "Fail", Error: "Failed" };
  return draft({ StartAt: "Choose 0", States: all }, { left: 1 });
}

function draft(definition, input) {
  return { definition: JSON.stringify(definition, null, 2), input: JSON.stringify(input, null, 2) };
}
