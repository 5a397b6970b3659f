// The timeline: a row per state, bars for its visits, attempts and waits. Its axis is show time, so that the line of the
// cursor moves evenly and a long wait does not hide everything else. Pressing or dragging seeks.
import { h, s, set } from "../dom.js";
import type { TimelineBar, TimelineRow } from "../engine.js";
import type { Pacing } from "../pacing.js";
import { clock } from "../text.js";

const LANE = 16;
const ROW = 8;
/** The drawing's own width: it is stretched to the panel's. */
const WIDTH = 1000;

/** The timeline panel. */
export class TimelineView {
  readonly element = h("div", { class: "panel timeline", tabindex: 0, role: "region", "aria-label": "Timeline" });
  readonly #head = h("div", { class: "playhead", "aria-hidden": "true" });
  readonly #seek: (part: number) => void;
  readonly #select: (path: string) => void;
  readonly #settled: () => void;
  #bars: { bar: TimelineBar; element: SVGElement }[] = [];
  #names: HTMLElement[] = [];
  #plot: HTMLElement | null = null;

  constructor(actions: { seek(part: number): void; select(path: string): void; settled(): void }) {
    this.#seek = actions.seek;
    this.#select = actions.select;
    this.#settled = actions.settled;
  }

  /** Shows another run. */
  take(rows: readonly TimelineRow[], pacing: Pacing): void {
    const total = Math.max(1, pacing.total);
    const place = (cursor: number) => (pacing.shownAt(Math.min(cursor, pacing.length)) / total) * WIDTH;
    this.#bars = [];
    const tops: number[] = [];
    let height = 0;
    for (const row of rows) {
      tops.push(height);
      height += row.lanes * LANE + ROW;
    }
    const svg = s("svg", { class: "plot", viewBox: `0 0 ${WIDTH} ${Math.max(height, 1)}`, preserveAspectRatio: "none", height });
    set(svg, "role", "img");
    set(svg, "aria-label", `${rows.length} states over ${clock(pacing.duration, false)}. The history lists the same as text.`);
    rows.forEach((row, index) => {
      for (const bar of row.bars) {
        const x = place(bar.startEvent);
        const y = (tops[index] ?? 0) + ROW / 2 + bar.lane * LANE;
        const element = s(
          "rect",
          { class: "span", x, y: y + 1, width: Math.max(3, place(bar.endEvent) - x), height: LANE - 3, "data-kind": bar.kind },
          s("title", {}, words(row.name, bar)),
        );
        svg.append(element);
        this.#bars.push({ bar, element });
      }
    });
    this.#names = rows.map((row) => {
      const name = h("button", { type: "button", class: "name", "data-path": row.path, title: row.name }, row.name);
      name.style.height = `${row.lanes * LANE + ROW}px`;
      name.style.setProperty("--depth", String(row.depth));
      name.addEventListener("click", () => this.#select(row.path));
      return name;
    });
    this.#plot = h("div", { class: "plot-box" }, svg, this.#head);
    this.#listen(this.#plot);
    this.element.replaceChildren(h("div", { class: "names" }, ...this.#names), this.#plot);
  }

  /** Shows where the run is. */
  show(cursor: number, selected: string | null): void {
    for (const { bar, element } of this.#bars) {
      const status = cursor < bar.startEvent ? "idle" : cursor < bar.endEvent ? "running" : bar.status;
      set(element, "data-status", status);
    }
    for (const name of this.#names) set(name, "aria-current", String(name.dataset.path === selected));
  }

  /** Moves the line to a part of the show, from 0 to 1. */
  tick(part: number): void {
    this.#head.style.setProperty("--at", `${(part * 100).toFixed(2)}%`);
  }

  #listen(plot: HTMLElement): void {
    let held = false;
    const seek = (event: PointerEvent) => {
      const box = plot.getBoundingClientRect();
      this.#seek(Math.min(1, Math.max(0, (event.clientX - box.left) / Math.max(1, box.width))));
    };
    plot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      held = true;
      plot.setPointerCapture(event.pointerId);
      seek(event);
    });
    plot.addEventListener("pointermove", (event) => held && seek(event));
    const end = () => {
      if (held) this.#settled();
      held = false;
    };
    plot.addEventListener("pointerup", end);
    plot.addEventListener("pointercancel", end);
  }
}

function words(state: string, bar: TimelineBar): string {
  const what = bar.kind === "delay" ? "waits to try again" : bar.kind === "wait" ? "waits" : bar.status;
  return `${[state, bar.label].filter(Boolean).join(" ")}: ${what}, ${clock(bar.start, false)} to ${clock(bar.end, false)}`;
}
