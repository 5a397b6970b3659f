// The definition as text, with the selected state lit.
import { h } from "../dom.js";
import type { Span } from "../engine.js";
import { coloured } from "./json.js";

/** The code panel. */
export class CodeView {
  readonly element = h("div", { class: "panel code", tabindex: 0, role: "region", "aria-label": "Definition" });
  #lines: HTMLElement[] = [];
  #starts: number[] = [];
  #lit: Span | null = null;

  /** Shows another definition. */
  take(definition: string): void {
    this.#lit = null;
    this.#starts = [0];
    for (let at = definition.indexOf("\n"); at >= 0; at = definition.indexOf("\n", at + 1)) this.#starts.push(at + 1);
    // A token that spans lines is a comment; it loses its colour after its first line, and nothing else.
    this.#lines = definition.split("\n").map((line) => h("span", { class: "line" }, ...coloured(line), "\n"));
    this.element.replaceChildren(h("pre", {}, h("code", {}, ...this.#lines)));
  }

  /** Lights the lines of a state and brings them into sight: of this panel, not of the page. */
  light(span: Span | null): void {
    if (span?.[0] === this.#lit?.[0] && span?.[1] === this.#lit?.[1]) return this.reveal();
    this.#lit = span;
    this.#lines.forEach((line, index) => {
      const start = this.#starts[index] ?? 0;
      const end = this.#starts[index + 1] ?? Infinity;
      line.classList.toggle("lit", span !== null && start < span[1] && end > span[0]);
    });
    this.reveal();
  }

  /** Brings the lit lines into sight. */
  reveal(): void {
    const lit = this.#lines.filter((line) => line.classList.contains("lit"));
    const [first, last] = [lit[0], lit.at(-1)];
    if (!first || !last || this.element.offsetParent === null) return;
    const room = this.element.clientHeight;
    const [top, bottom] = [first.offsetTop, last.offsetTop + last.offsetHeight];
    const { scrollTop } = this.element;
    if (top >= scrollTop && bottom <= scrollTop + room) return;
    this.element.scrollTop = bottom - top > room - 32 ? top - 16 : (top + bottom - room) / 2;
  }
}
