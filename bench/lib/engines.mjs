// What is measured: each engine takes a workload once and answers a function that runs it and gives its output.

import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";

// aws-local-stepfunctions wants Node 22, and this is all of it that Node 20 lacks.
Promise.withResolvers ??= function withResolvers() {
  let resolve, reject;
  const promise = new this((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
};

const { StateMachine } = await import("aws-local-stepfunctions");
const { default: jsonata } = await import("jsonata");
const require = createRequire(import.meta.url);

/** Ours, as a wasm module of its own: what it exports, and its memory. */
export function freshWasm(path) {
  const { Instance } = WebAssembly;
  let memory;
  // The glue keeps the instance to itself, so its making is watched.
  WebAssembly.Instance = function watched(...given) {
    const instance = new Instance(...given);
    ({ memory } = instance.exports);
    return instance;
  };
  delete require.cache[require.resolve(path)];
  const { Machine } = require(path);
  WebAssembly.Instance = Instance;
  return { Machine, memory };
}

/**
 * Ours, as wasm, two ways: a scenario that was read before, and one that is read each time, its input and mocks handed
 * over as JavaScript values. Either gives the output as a JavaScript value, with the whole history kept until then.
 */
export function asWasm({ Machine }, workload) {
  const machine = new Machine(JSON.stringify(workload.definition));
  const options = { input: workload.input, mocks: workload.mocks, limits: { events: workload.events } };
  const scenario = machine.scenario(options);
  const ended = (run) => {
    const { status, output, length } = run;
    run.free();
    if (status !== "SUCCEEDED") throw new Error(`${workload.name}: ${status} after ${length} events`);
    return { output, length };
  };
  return { readBefore: () => ended(scenario.run()), readEachTime: () => ended(machine.run(options)) };
}

/** Ours, natively, in a process of its own: `{millis, output, events, residentBytes}` of so many runs. */
export function natively(path, workload, runs) {
  const { definition, input, mocks, events } = workload;
  const request = { definition: JSON.stringify(definition), input: JSON.stringify(input), mocks: JSON.stringify(mocks) };
  const child = spawnSync(path, { input: JSON.stringify({ ...request, events, runs }), maxBuffer: 1 << 30 });
  if (child.status !== 0) throw new Error(`${path}: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

/** The engine of that name to compare with. */
export function other(workload) {
  return { "aws-local-stepfunctions": awsLocal, jsonata: expressions }[workload.against](workload);
}

/** aws-local-stepfunctions. Its log of events is left unread, which is the quickest way to use it. */
function awsLocal({ definition, input, answers }) {
  const machine = new StateMachine(definition, { validationOptions: { checkArn: false } });
  const answer = Object.entries(answers).map(([state, value]) => [state, () => value]);
  const overrides = { taskResourceLocalHandlers: Object.fromEntries(answer) };
  return async () => ({ output: await machine.run(input, { overrides }).result });
}

/**
 * npm's jsonata, which evaluates expressions only: each is compiled once, and a bare loop leads from one state's to the
 * next one's. It knows just what the workloads use: Pass with Assign and Output, Choice with one Condition.
 */
function expressions({ definition, input }) {
  const compiled = new Map();
  const evaluate = async (template, scope) => {
    if (template === undefined) return undefined;
    if (typeof template === "string") {
      if (!compiled.has(template)) compiled.set(template, jsonata(template.slice(2, -2)));
      return compiled.get(template).evaluate(undefined, scope);
    }
    const members = Object.entries(template).map(async ([key, value]) => [key, await evaluate(value, scope)]);
    return Object.fromEntries(await Promise.all(members));
  };
  return async () => {
    let variables = {};
    let current = input;
    let state = definition.States[definition.StartAt];
    for (;;) {
      const scope = { ...variables, states: { input: current } };
      if (state.Type === "Choice") {
        const [{ Condition, Next }] = state.Choices;
        state = definition.States[(await evaluate(Condition, scope)) ? Next : state.Default];
        continue;
      }
      variables = { ...variables, ...(await evaluate(state.Assign, scope)) };
      current = (await evaluate(state.Output, scope)) ?? current;
      if (state.End) return { output: JSON.parse(JSON.stringify(current)) };
      state = definition.States[state.Next];
    }
  };
}
