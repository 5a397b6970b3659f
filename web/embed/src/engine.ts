// The engine, as the player uses it: the one place that knows the API of the wasm builds.
import type * as Api from "asl-wasm";
import { buildFor, buildForRun } from "./build.js";
import { peek } from "./link.js";
import { BASE, loadApi } from "./load.js";
import { type Beat, Pacing } from "./pacing.js";
import { widthOf } from "./text.js";
import { Trouble } from "./trouble.js";

export type {
  DataFlowStep,
  EdgeStatus,
  EventRow,
  Graph,
  GraphEdge,
  GraphNode,
  Inspection,
  RunState,
  StateStatus,
  StatusOfState,
  TimelineBar,
  TimelineRow,
} from "asl-wasm";

/** What a link carries, as JSON. */
export type Situation = Api.Situation;
/** A scenario in it. */
export type SituationScenario = Api.SituationScenario;
/** How far an execution is. */
export type Status = Api.Status;
/** Where a state stands in the text, in UTF-16 code units. */
export type Span = readonly [start: number, end: number];

/** One run of a situation, and everything that is shown of it. */
export class Scene {
  readonly graph: Api.Graph;
  readonly rows: readonly Api.TimelineRow[];
  readonly pacing: Pacing;
  /** The cursors at which states were entered, in order. */
  readonly entered: readonly number[];
  /** How the execution ended. */
  readonly status: Status;

  private constructor(
    readonly situation: Situation,
    /** Which of the situation's scenarios runs. */
    readonly scenario: number,
    readonly machine: Api.Machine,
    readonly run: Api.Run,
    readonly encode: typeof Api.encodeLink,
  ) {
    this.status = run.status;
    this.graph = machine.graph({ measure: widthOf });
    this.rows = run.timeline();
    const bars = this.rows.flatMap((row) => row.bars);
    const begins = bars.filter((bar) => bar.kind !== "iteration" && bar.kind !== "delay" && (bar.attempt ?? 1) === 1);
    this.entered = [...new Set(begins.map((bar) => bar.startEvent))].sort((a, b) => a - b);
    const entered = new Set(this.entered);
    const beat = (_: unknown, index: number): Beat => ({ time: run.timeAt(index + 1), travels: entered.has(index + 1) });
    this.pacing = new Pacing(Array.from({ length: run.length }, beat));
  }

  /** Reads and runs a situation. Whoever makes a scene frees it. */
  static async make(situation: Situation, scenario: number): Promise<Scene> {
    let api = await loadApi(buildForRun(situation.definition, situation.scenarios ?? []));
    let machine = new api.Machine(situation.definition);
    if (machine.usesJsonata) {
      // It says so in a way that the look at its text missed; otherwise this build is there already.
      machine.free();
      api = await loadApi("jsonata");
      machine = new api.Machine(situation.definition);
    }
    try {
      if (!machine.runnable) throw new Trouble("definition", problems(machine));
      return new Scene(situation, scenario, machine, machine.run(api.runOptions(situation, scenario)), api.encodeLink);
    } catch (error) {
      machine.free();
      if (error instanceof WebAssembly.RuntimeError || error instanceof Trouble) throw error;
      throw new Trouble("scenario", [messageOf(error)], error);
    }
  }

  free(): void {
    this.run.free();
    this.machine.free();
  }

  /** Where a state stands in the definition. */
  spanOf(path: string): Span | null {
    const place = this.machine.placeOf(path);
    return place ? [place.start, place.end] : null;
  }

  /** A state's name. */
  nameOf(path: string): string {
    return this.graph.nodes.find((node) => node.path === path)?.name ?? path;
  }

  /** The path of a state, by that or by its name; `null` where there is none. */
  pathOf(state: string | null): string | null {
    const { nodes } = this.graph;
    const found = nodes.find((node) => node.path === state) ?? nodes.find((node) => node.path !== null && node.name === state);
    return found?.path ?? null;
  }

  /** The playground at a moment of this run. `playground` is where it is, where it is not beside the script. */
  link(playground: string | null, at: number, select: string | null): string {
    const url = safe(playground ?? new URL("./", BASE).href);
    const { select: _, ...rest } = this.situation;
    try {
      url.hash = this.encode({ ...rest, scenario: this.scenario, at, ...(select !== null && { select }) });
    } catch {
      // A situation too large for a link: the playground alone.
    }
    return url.href;
  }
}

/** Reads a link: the whole of it, or what stands after its `#`. */
export async function situationFrom(link: string): Promise<Situation> {
  const text = link.includes("#") ? link : `#${link}`;
  const api = await loadApi(buildFor(await peek(text)));
  try {
    return api.decodeLink(text);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    throw new Trouble("link", [messageOf(error)], error);
  }
}

/** An address to go to: of the web, whatever else was asked for. */
function safe(address: string): URL {
  const own = new URL("./", BASE);
  const url = URL.parse?.(address, document.baseURI) ?? own;
  return ["https:", "http:"].includes(url.protocol) ? url : own;
}

function problems(machine: Api.Machine): string[] {
  const found = machine.diagnostics.filter(({ severity }) => severity === "error");
  if (found.length === 0) return ["Its StartAt has to name one of its States."];
  return found.map(({ line, message }) => `Line ${line}: ${message}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
