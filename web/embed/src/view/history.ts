// The events as a list: the same that the diagram tells, as text. Only the rows in sight are in the document.
import { h, set } from "../dom.js";
import type { EventRow } from "../engine.js";
import { clock } from "../text.js";

const HEIGHT = 28;
const BEYOND = 8;

/** The history panel. */
export class HistoryView {
  readonly element: HTMLElement;
  readonly #list = h("div", { class: "rows", role: "list" });
  readonly #seek: (cursor: number) => void;
  readonly #watch = new ResizeObserver(() => this.#draw());
  #length = 0;
  #row: (cursor: number) => EventRow | null = () => null;
  #cursor = 0;

  constructor(seek: (cursor: number) => void) {
    this.#seek = seek;
    this.element = h("div", { class: "panel history", tabindex: 0, role: "region", "aria-label": "History" }, this.#list);
    this.element.addEventListener("scroll", () => this.#draw());
    this.#watch.observe(this.element);
  }

  dispose(): void {
    this.#watch.disconnect();
  }

  /** Shows another run. */
  take(length: number, row: (cursor: number) => EventRow | null): void {
    this.#length = length;
    this.#row = row;
    this.#list.style.height = `${length * HEIGHT}px`;
    this.#list.replaceChildren();
    this.#draw();
  }

  /** Shows where the run is. */
  show(cursor: number): void {
    this.#cursor = cursor;
    const top = (cursor - 1) * HEIGHT;
    const { scrollTop, clientHeight } = this.element;
    if (clientHeight > 0 && (top < scrollTop || top + HEIGHT > scrollTop + clientHeight)) {
      this.element.scrollTop = top - clientHeight / 2;
    }
    this.#draw();
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    if (clientHeight === 0) return;
    const from = Math.max(0, Math.floor(scrollTop / HEIGHT) - BEYOND);
    const to = Math.min(this.#length, Math.ceil((scrollTop + clientHeight) / HEIGHT) + BEYOND);
    const there = new Map([...this.#list.children].map((row) => [row.getAttribute("data-cursor"), row]));
    const rows: Element[] = [];
    for (let cursor = from + 1; cursor <= to; cursor += 1) {
      const row = there.get(String(cursor)) ?? this.#made(cursor);
      if (!row) continue;
      rows.push(row);
      set(row, "data-when", cursor < this.#cursor ? "past" : cursor === this.#cursor ? "now" : "later");
      if (row.firstElementChild) set(row.firstElementChild, "aria-current", cursor === this.#cursor ? "step" : null);
    }
    const same = rows.length === this.#list.children.length && rows.every((row, index) => row === this.#list.children[index]);
    if (!same) this.#list.replaceChildren(...rows);
  }

  #made(cursor: number): HTMLElement | null {
    const row = this.#row(cursor);
    if (!row) return null;
    const press = h(
      "button",
      { type: "button", class: "row", tabindex: -1 },
      h("span", { class: "number" }, String(row.cursor)),
      h("span", { class: "when" }, clock(row.time, false)),
      h("span", { class: "type" }, row.type),
      h("span", { class: "summary" }, [row.state, row.summary].filter(Boolean).join(": ")),
    );
    press.addEventListener("click", () => this.#seek(row.cursor));
    const item = h("div", { role: "listitem", "data-cursor": row.cursor }, press);
    item.style.setProperty("--top", `${(row.cursor - 1) * HEIGHT}px`);
    return item;
  }
}
