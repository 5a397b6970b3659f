// The data of the selected state: what went in, what came out, and each field on the way.
import { h } from "../dom.js";
import type { DataFlowStep, Inspection } from "../engine.js";
import { clock, shortened } from "../text.js";
import { STATUSES } from "./card.js";
import { coloured, written } from "./json.js";

/** The longest value that is written out, in characters. */
const LONGEST = 20_000;

/** The data panel. */
export class DataView {
  readonly element = h("div", { class: "panel data", tabindex: 0, role: "region", "aria-label": "Data of the state" });
  #shown = "";
  /** What the reader has opened or closed, by the step's field. */
  readonly #open = new Map<string, boolean>();

  /** Shows a state at the cursor; `null` where it has not been entered. */
  show(name: string | null, inspection: Inspection | null): void {
    const key = JSON.stringify([name, inspection]);
    if (key === this.#shown) return;
    this.#shown = key;
    if (!name) return this.element.replaceChildren(h("p", { class: "empty" }, "Select a state to see its data."));
    if (!inspection) {
      return this.element.replaceChildren(title(name, "idle"), h("p", { class: "empty" }, "It has not been entered yet."));
    }
    const { steps, attempts } = inspection;
    const last = steps.length - 1;
    const isEnd = (index: number) => index === 0 || (index === last && inspection.endedAt !== null);
    this.element.replaceChildren(
      title(inspection.title, inspection.status),
      ...(inspection.error ? [failure(inspection.error)] : []),
      ...(attempts.length > 1 ? [tries(inspection)] : []),
      ...steps.map((step, index) => this.#step(step, isEnd(index))),
      ...(Object.keys(inspection.variables).length > 0 ? [this.#step(variables(inspection), false)] : []),
    );
  }

  #step(step: DataFlowStep, open: boolean): HTMLElement {
    const same = !step.changed && !open && step.field !== "Variables" ? h("span", { class: "quiet" }, "unchanged") : null;
    const note = step.note ? h("code", { class: "note" }, step.note) : null;
    const value = h("pre", {}, h("code", {}, ...coloured(shortened(written(step.value), LONGEST))));
    const details = h(
      "details",
      { class: "field", open: this.#open.get(step.field) ?? (open || step.changed) },
      h("summary", {}, h("b", {}, step.field), note, same),
      value,
    );
    details.addEventListener("toggle", () => this.#open.set(step.field, details.open));
    return details;
  }
}

function variables(inspection: Inspection): DataFlowStep {
  return { field: "Variables", value: inspection.variables, changed: false, note: null };
}

function title(name: string, status: Inspection["status"] | "idle"): HTMLElement {
  return h("p", { class: "headline" }, h("b", {}, name), h("span", { class: "status-word", "data-status": status }, STATUSES[status]));
}

function failure(error: NonNullable<Inspection["error"]>): HTMLElement {
  return h("p", { class: "failure" }, h("b", {}, error.error), error.cause && h("span", {}, shortened(error.cause, 2000)));
}

function tries(inspection: Inspection): HTMLElement {
  const rows = inspection.attempts.map((attempt) =>
    h(
      "li",
      {},
      h("span", { class: "status-word", "data-status": attempt.status }, `Attempt ${attempt.number}: ${STATUSES[attempt.status]}`),
      attempt.error && h("span", {}, ` ${attempt.error.error}`),
      attempt.retryAt !== null && h("span", { class: "quiet" }, `, again at ${clock(attempt.retryAt, false)}`),
    ),
  );
  return h("ol", { class: "attempts" }, ...rows);
}
