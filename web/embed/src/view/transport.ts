// Playback: buttons, speed, virtual time, and the scrubber with its marks.
import { button, h, say, set } from "../dom.js";
import { draw, icon } from "../icons.js";
import { type Playback, SPEEDS } from "../playback.js";
import { clock } from "../text.js";

/** What is pressed. */
export interface TransportActions {
  toggle(): void;
  step(): void;
  back(): void;
  seek(cursor: number): void;
  /** The scrubber was let go. */
  settled(): void;
  speed(speed: number): void;
  help(): void;
}

/** A mark on the scrubber. */
export interface Mark {
  cursor: number;
  kind: "state" | "caught" | "failed";
  label: string;
}

/** With more marks than this the bar would be all marks: then only failures stand on it. */
const MOST_MARKS = 60;

/** The bar under the diagram. */
export class Transport {
  readonly element: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #playPath: SVGPathElement;
  readonly #range = h("input", { class: "range", type: "range", min: 1, step: 1, "aria-label": "Position in the run" });
  readonly #marks = h("div", { class: "marks", "aria-hidden": "true" });
  readonly #track: HTMLElement;
  readonly #now = h("b");
  readonly #end = h("span", { class: "quiet" });
  readonly #event = h("span", { class: "event" });
  readonly #speed = h("select", { class: "select", "aria-label": "Speed", title: "Speed (< >)" });
  #exact = false;

  constructor(actions: TransportActions) {
    const playIcon = icon("play");
    this.#playPath = playIcon.firstElementChild as SVGPathElement;
    this.#play = button({ class: "btn primary" }, actions.toggle, playIcon);
    for (const speed of SPEEDS) this.#speed.append(h("option", { value: speed }, `${speed}×`));
    this.#speed.addEventListener("change", () => actions.speed(Number(this.#speed.value)));
    this.#range.addEventListener("input", () => actions.seek(Number(this.#range.value)));
    this.#range.addEventListener("change", () => actions.settled());
    this.#track = h("div", { class: "track" }, this.#range, this.#marks);
    const act = (glyph: "start" | "back" | "step" | "end" | "help", label: string, key: string, does: () => void) =>
      button({ class: `btn ${glyph}`, "aria-label": label, title: `${label} (${key})` }, does, icon(glyph));
    this.element = h(
      "div",
      { class: "transport", role: "toolbar", "aria-label": "Playback" },
      h(
        "div",
        { class: "buttons" },
        act("start", "To the first event", "Home", () => actions.seek(1)),
        act("back", "Step back", "←", actions.back),
        this.#play,
        act("step", "Step forward", "→", actions.step),
        act("end", "To the last event", "End", () => actions.seek(Infinity)),
      ),
      this.#track,
      h("span", { class: "time" }, this.#now, this.#end),
      this.#event,
      this.#speed,
      act("help", "Keys", "?", actions.help),
    );
  }

  /** Takes another run. */
  take(playback: Playback, duration: number, marks: readonly Mark[]): void {
    this.#exact = duration < 10_000;
    set(this.#range, "max", String(Math.max(1, playback.length)));
    say(this.#end, ` of ${clock(duration, this.#exact)}`);
    const few = marks.length <= MOST_MARKS ? marks : marks.filter((mark) => mark.kind !== "state").slice(0, MOST_MARKS);
    this.#marks.replaceChildren(
      ...few.map((mark) => {
        const made = h("span", { class: "mark", "data-kind": mark.kind, "data-cursor": mark.cursor, title: mark.label });
        made.style.setProperty("--at", part(mark.cursor, playback.length));
        return made;
      }),
    );
  }

  /** Shows the position. */
  show(playback: Playback, sentence: string): void {
    const { cursor, length } = playback;
    this.tick(playback);
    this.#range.value = String(cursor);
    this.#track.style.setProperty("--done", part(cursor, length));
    set(this.#range, "aria-valuetext", `Event ${cursor} of ${length}: ${sentence}`);
    say(this.#event, `event ${cursor} of ${length}`);
    for (const mark of this.#marks.children) {
      mark.classList.toggle("past", Number((mark as HTMLElement).dataset.cursor) <= cursor);
    }
  }

  /** Shows what changes with every frame: the time, and whether it plays. */
  tick(playback: Playback): void {
    say(this.#now, clock(playback.time, this.#exact));
    const label = playback.playing ? "Pause" : "Play";
    if (this.#play.getAttribute("aria-label") !== label) {
      set(this.#play, "aria-label", label);
      set(this.#play, "title", `${label} (Space)`);
      draw(this.#playPath, playback.playing ? "pause" : "play");
    }
    const speed = String(playback.speed);
    if (this.#speed.value === speed) return;
    if (![...this.#speed.options].some((option) => option.value === speed)) this.#speed.append(h("option", { value: speed }, `${speed}×`));
    this.#speed.value = speed;
  }
}

/** How far an event is in a run, as a length of style sheets. */
function part(cursor: number, length: number): string {
  return `${length > 1 ? (((cursor - 1) / (length - 1)) * 100).toFixed(2) : 0}%`;
}
