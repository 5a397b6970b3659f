// Compiled, not run: what the types promise.
import { Machine, decodeLink, runOptions, type Graph, type Run, type RunState, type Tasks } from "playstate";
import { Machine as Small } from "playstate/jsonpath";

const machine = new Machine("{}");
const run: Run = machine.run({ input: { a: 1 }, seed: 2, machineType: "EXPRESS", limits: { events: 100 } });
const status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED" | "RUNNING" = run.status;
const error: string | null = run.error;
const graph: Graph = machine.graph({ collapsed: [], measure: (text, style) => (style === "name" ? text.length : 0) });
const line: string | undefined = graph.edges[0]?.d;
const state: RunState = run.stateAt(3);
const waiting: boolean = state.states.some(({ status }) => status === "waiting");
const value: unknown = run.inspect(3, "/States/A")?.steps[0]?.value;
const tasks: Tasks = {
  Load: async (input, context) => {
    context.seconds = 3;
    await fetch("/", { signal: context.signal });
    return input.rows;
  },
};
const performed: Promise<Run> = machine.run({ tasks });
const execution = machine.start({ tasks: ["Load"] });
if (execution.advance() === "waiting") execution.complete(execution.pendingTasks[0]!.id, { rows: 3 }, 1.5);
const situation = decodeLink("#1.d.x");
const picture: string = new Small(situation.definition).run(runOptions(situation)).svg({ cursor: 3, theme: "auto" });

// @ts-expect-error: there is no such theme.
machine.svg({ theme: "red" });
// @ts-expect-error: a run is not made, it comes from a machine.
new (await import("playstate")).Run();
// @ts-expect-error: a promise has no status.
machine.run({ tasks }).status;

export { error, line, performed, picture, status, value, waiting };
