// The package as Node.js has it after `npm install`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as small from "playstate/jsonpath";
import * as full from "playstate";

const example = (file) => readFileSync(`${process.env.PLAYSTATE_ROOT}/examples/glue-with-retry/${file}`, "utf8");
const pipeline = example("definition.asl.json");
const input = JSON.parse(example("input.json"));
const both = JSON.stringify({
  StartAt: "Both",
  States: {
    Both: {
      Type: "Parallel",
      End: true,
      Branches: ["A", "B"].map((name) => ({
        StartAt: name,
        States: { [name]: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true } },
      })),
    },
  },
});
const jsonata = JSON.stringify({
  QueryLanguage: "JSONata",
  StartAt: "Sum",
  States: { Sum: { Type: "Pass", Output: "{% $sum($states.input.numbers) %}", End: true } },
});

for (const [name, { Machine, decodeLink, encodeLink, runOptions }] of Object.entries({ full, small })) {
  test(`${name}: a machine is drawn, run, and looked at event by event`, () => {
    const machine = new Machine(pipeline);
    assert.equal(machine.runnable, true);
    assert.equal(machine.usesJsonata, false);
    assert.deepEqual(machine.diagnostics, []);
    const graph = machine.graph();
    const paths = new Set(graph.nodes.map((node) => node.path));
    const run = machine.run({ input });
    assert.equal(run.status, "SUCCEEDED");
    assert.equal(run.history().length, run.length);
    for (let cursor = 0; cursor <= run.length; cursor++) {
      const { states, sentence } = run.stateAt(cursor);
      assert.ok(sentence);
      assert.ok(states.every((state) => paths.has(state.path)));
    }
    assert.ok(run.timeline().length > 0);
    assert.match(run.svg({ theme: "dark", cursor: 5 }), /^<svg .*<\/svg>$/s);
    assert.deepEqual(JSON.parse(JSON.stringify(run)).status, "SUCCEEDED");
  });

  test(`${name}: tasks are functions that run side by side`, async () => {
    const begun = [];
    let goOn;
    const both_begun = new Promise((resolve) => (goOn = resolve));
    const task = async (input, { state }) => {
      begun.push(state);
      if (begun.length === 2) goOn();
      await both_begun;
      return { state, input };
    };
    const run = await new Machine(both).run({ input: 1, tasks: { A: task, "arn:aws:states:::sqs:sendMessage": task } });
    assert.deepEqual(run.output, [{ state: "A", input: 1 }, { state: "B", input: 1 }]);
    assert.deepEqual(begun, ["A", "B"]);
  });

  test(`${name}: an execution stops at its tasks`, () => {
    const execution = new Machine(both).start();
    assert.equal(execution.advance(), "waiting");
    for (const { id, state, plausible } of execution.pendingTasks) {
      if (state === "A") execution.complete(id, plausible, 3);
      else execution.fail(id, "SQS.Busy", "later", 5);
    }
    assert.equal(execution.advance(), "done");
    assert.deepEqual(execution.run.toJSON(), {
      status: "FAILED", output: null, error: "SQS.Busy", cause: "later", length: 15, duration: 5000,
    });
  });

  test(`${name}: a link carries a situation`, () => {
    const scenarios = [{ name: "Fails", outcomes: { A: [{ Throw: { Error: "No" } }] } }];
    const situation = decodeLink(encodeLink({ definition: both, scenarios }));
    assert.equal(situation.definition, both);
    const run = new Machine(situation.definition).run(runOptions(situation));
    assert.equal(run.error, "No");
  });
}

test("JSONata is in one of the builds, and the other says so", () => {
  const options = { input: { numbers: [1, 2, 3] } };
  assert.equal(new full.Machine(jsonata).run(options).output, 6);
  const machine = new small.Machine(jsonata);
  assert.equal(machine.usesJsonata, true);
  assert.throws(() => machine.run(options), /uses JSONata/);
});

test("the validator is in one of the builds, syntax errors are found in both", () => {
  const dangling = pipeline.replace(/"Next": "\w+"/, '"Next": "Gone"');
  const codes = (machine) => machine.diagnostics.map(({ code }) => code);
  assert.ok(codes(new full.Machine(dangling)).includes("dangling-target"));
  assert.deepEqual(codes(new small.Machine(dangling)), []);
  assert.equal(new small.Machine("{").diagnostics[0].severity, "error");
});

test("both builds leave the same history", () => {
  const history = ({ Machine }) => new Machine(pipeline).run({ input, seed: 3 }).history();
  assert.deepEqual(history(full), history(small));
});
