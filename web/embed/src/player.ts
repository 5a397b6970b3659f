// The player in an element: one run, a position in it, and the panels that show them.
import { command } from "./keys.js";
import type { RunState, Scene, Status } from "./engine.js";
import type { Options } from "./options.js";
import { Playback, SPEEDS } from "./playback.js";
import { CodeView } from "./view/code.js";
import { DataView } from "./view/data.js";
import { DiagramView } from "./view/diagram.js";
import { Frame } from "./view/frame.js";
import { HistoryView } from "./view/history.js";
import { type Tab, tabs } from "./view/tabs.js";
import { TimelineView } from "./view/timeline.js";
import { type Mark, Transport } from "./view/transport.js";

/** What the player tells whoever holds it. */
export interface PlayerEvents {
  changed(change: { cursor: number; path: string | null; status: Status }): void;
  ended(status: Status): void;
  choose(scenario: number): void;
  /** The engine has stopped. */
  failed(error: unknown): void;
}

/** A player over a scene. */
export class Player {
  readonly element: HTMLElement;
  readonly #playback = new Playback();
  readonly #transport: Transport;
  readonly #frame: Frame;
  readonly #diagram: DiagramView | null;
  readonly #timeline: TimelineView | null;
  readonly #data: DataView | null;
  readonly #code: CodeView | null;
  readonly #history: HistoryView | null;
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #moment: RunState;
  /** The state that the reader selected; `null` follows the run. */
  #pinned: string | null = null;
  #frameRequest = 0;
  #last = 0;

  constructor(
    readonly scene: Scene,
    readonly options: Options,
    readonly events: PlayerEvents,
  ) {
    const has = (panel: Options["panels"][number]) => options.panels.includes(panel);
    const select = (path: string | null) => this.#select(path);
    const seek = (cursor: number) => this.seek(cursor);
    this.#diagram = has("diagram") ? new DiagramView(options.maxHeight, select) : null;
    this.#timeline = has("timeline")
      ? new TimelineView({ seek: (part) => this.#seekPart(part), select, settled: () => this.#announce() })
      : null;
    this.#data = has("data") ? new DataView() : null;
    this.#code = has("code") ? new CodeView() : null;
    this.#history = has("history") ? new HistoryView(seek) : null;
    this.#transport = new Transport({
      toggle: () => this.toggle(),
      step: () => this.step(),
      back: () => this.back(),
      seek: (cursor) => this.#move(() => this.#playback.seek(cursor)),
      settled: () => this.#announce(),
      speed: (speed) => (this.#playback.speed = speed),
      help: () => this.#frame.help(),
    });
    const aside = this.#aside();
    const { situation, scenario } = scene;
    const foot = {
      scenarios: (situation.scenarios ?? []).map(({ name }) => name),
      scenario,
      choose: (index: number) => events.choose(index),
    };
    this.#frame = new Frame(this.#diagram?.element ?? null, aside, this.#transport.element, foot, () => select(null));
    this.element = this.#frame.element;
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.#frame.onOpen(() => this.#link());
    this.#playback.speed = options.speed ?? situation.options?.speed ?? 1;
    this.#playback.take(scene.pacing, options.at ?? situation.at ?? 1);
    this.#pinned = scene.pathOf(options.select ?? situation.select ?? null);
    this.#moment = scene.run.stateAt(this.#playback.cursor);
  }

  /** Draws everything; the element is in the document by now. */
  start(): void {
    const { scene } = this;
    this.#transport.take(this.#playback, scene.pacing.duration, marks(scene));
    this.#diagram?.draw(scene.graph);
    this.#timeline?.take(scene.rows, scene.pacing);
    this.#code?.take(scene.situation.definition);
    this.#history?.take(scene.run.length, (cursor) => scene.run.eventAt(cursor));
    this.#link();
    this.#show();
    if (this.options.autoplay && !this.#still.matches) this.play();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#playback.pause();
    this.#diagram?.dispose();
    this.#history?.dispose();
    this.element.remove();
  }

  get cursor(): number {
    return this.#playback.cursor;
  }

  get length(): number {
    return this.#playback.length;
  }

  get playing(): boolean {
    return this.#playback.playing;
  }

  /** How far the execution is at the cursor. */
  get status(): Status {
    return this.#playback.atEnd ? this.scene.status : "RUNNING";
  }

  play(): void {
    this.#move(() => this.#playback.play());
    this.#run();
  }

  pause(): void {
    this.#playback.pause();
    this.#tick();
    this.#announce();
  }

  toggle(): void {
    if (this.#playback.playing) this.pause();
    else this.play();
  }

  seek(cursor: number): void {
    this.#move(() => this.#playback.seek(cursor));
    this.#announce();
  }

  step(): void {
    this.#move(() => this.#playback.step());
    this.#announce();
    this.#run();
  }

  back(): void {
    this.#move(() => this.#playback.back());
    this.#announce();
  }

  set speed(speed: number) {
    this.#playback.speed = speed;
    this.#tick();
  }

  /** Selects a state by its path or name; `null` follows the run. */
  select(state: string | null): void {
    this.#select(this.scene.pathOf(state));
  }

  set maxHeight(height: number) {
    if (!this.#diagram) return;
    this.#diagram.maxHeight = height;
    this.#diagram.fit();
  }

  #aside(): HTMLElement | null {
    const all: Tab[] = [];
    if (this.#timeline) all.push({ name: "Timeline", panel: this.#timeline.element });
    if (this.#data) all.push({ name: "Data", panel: this.#data.element });
    if (this.#code) all.push({ name: "Code", panel: this.#code.element });
    if (this.#history) all.push({ name: "History", panel: this.#history.element });
    return all.length > 0 ? tabs(all, () => queueMicrotask(() => this.#showPanels())) : null;
  }

  /** Changes the position, and shows it where it is another. */
  #move(change: () => void): void {
    const before = this.#playback.cursor;
    change();
    if (this.#playback.cursor === before) return this.#tick();
    this.#guard(() => {
      this.#moment = this.scene.run.stateAt(this.#playback.cursor);
      this.#show();
    });
    if (this.#playback.atEnd) this.events.ended(this.scene.status);
  }

  /** Shows another moment or state, and tells of it; or that the engine has stopped. */
  #guard(show: () => void): void {
    try {
      show();
    } catch (error) {
      this.#playback.pause();
      return this.events.failed(error);
    }
    this.events.changed({ cursor: this.cursor, path: this.#shown, status: this.status });
  }

  #seekPart(part: number): void {
    const { pacing } = this.scene;
    this.#move(() => this.#playback.seek(pacing.cursorAt(part * pacing.total)));
  }

  #select(path: string | null): void {
    this.#pinned = path === this.#pinned ? null : path;
    this.#guard(() => this.#show());
  }

  /** The state that is shown in detail. */
  get #shown(): string | null {
    return this.#pinned ?? this.#moment.current;
  }

  /** Frame by frame, as long as anything moves. */
  #run(): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#last = performance.now();
    const frame = (now: number) => {
      const was = this.#playback.playing;
      this.#move(() => this.#playback.advance(now - this.#last));
      this.#last = now;
      if (this.#playback.moving) this.#frameRequest = requestAnimationFrame(frame);
      else if (was) this.#announce();
    };
    this.#frameRequest = requestAnimationFrame(frame);
  }

  #show(): void {
    const moment = this.#moment;
    const ending = this.#playback.atEnd ? this.scene.status : null;
    this.#frame.say(moment.sentence, ending, this.#pinned !== null);
    this.#transport.show(this.#playback, moment.sentence);
    this.#diagram?.show(moment, this.#shown);
    this.#timeline?.show(moment.cursor, this.#shown);
    this.#showPanels();
    this.#tick();
  }

  /** Panels that are behind others are brought up to date when they come to the front. */
  #showPanels(): void {
    const path = this.#shown;
    if (this.#data && !this.#data.element.hidden) {
      this.#data.show(path && this.scene.nameOf(path), path ? this.scene.run.inspect(this.cursor, path) : null);
    }
    if (this.#code && !this.#code.element.hidden) this.#code.light(path ? this.scene.spanOf(path) : null);
    if (this.#history && !this.#history.element.hidden) this.#history.show(this.cursor);
  }

  #tick(): void {
    this.#transport.tick(this.#playback);
    this.#timeline?.tick(this.#playback.part);
    this.#diagram?.travel(this.#still.matches ? null : this.#playback.travelled);
  }

  #announce(): void {
    this.#frame.announce(`Event ${this.cursor} of ${this.length}: ${this.#moment.sentence}`);
  }

  /** The way to the playground, at this very moment of the run. */
  #link(): void {
    this.#frame.link(this.scene.link(this.options.playground, this.cursor, this.#pinned));
  }

  #onKey(event: KeyboardEvent): void {
    const target = event.target as Element;
    const asked = command(event, {
      pressable: target.matches("button, a, summary, select, [role=button]"),
      arrows: target.matches("input, select, [role=tab]"),
    });
    if (!asked || event.defaultPrevented) return;
    event.preventDefault();
    const goTo = (cursor: number | undefined) => cursor !== undefined && this.seek(cursor);
    const speed = SPEEDS.indexOf(this.#playback.speed);
    const acts: Record<typeof asked.do, () => void> = {
      toggle: () => this.toggle(),
      step: () => this.step(),
      back: () => this.back(),
      start: () => this.seek(1),
      end: () => this.seek(Infinity),
      next: () => goTo(this.scene.entered.find((at) => at > this.cursor)),
      previous: () => goTo(this.scene.entered.findLast((at) => at < this.cursor)),
      slower: () => (this.speed = SPEEDS[Math.max(0, speed - 1)] ?? 1),
      faster: () => (this.speed = SPEEDS[speed + 1] ?? this.#playback.speed),
      help: () => this.#frame.help(),
      fit: () => this.#diagram?.fit(),
      escape: () => (this.#frame.helps ? this.#frame.help(false) : this.#select(null)),
      part: () => this.seek(Math.round(1 + ("of" in asked ? asked.of : 0) * (this.length - 1))),
      by: () => this.seek(this.cursor + Math.round(("of" in asked ? asked.of : 0) * this.length)),
    };
    acts[asked.do]();
  }
}

/** What stands on the scrubber: states entered, and what went wrong. */
function marks(scene: Scene): Mark[] {
  const entered = new Set(scene.entered);
  const all = new Map<number, Mark>();
  for (const { name, bars } of scene.rows) {
    for (const bar of bars) {
      const label = [name, bar.label].filter(Boolean).join(" ");
      if (entered.has(bar.startEvent) && !all.has(bar.startEvent)) {
        all.set(bar.startEvent, { cursor: bar.startEvent, kind: "state", label });
      }
      if (bar.kind === "delay" || (bar.status !== "failed" && bar.status !== "caught")) continue;
      all.set(bar.endEvent, { cursor: bar.endEvent, kind: bar.status, label: `${label}: ${bar.status}` });
    }
  }
  return [...all.values()];
}
