// Tabs: one panel in front, the others behind; arrow keys go from tab to tab.
import { h, set } from "../dom.js";

/** A panel with its name. */
export interface Tab {
  name: string;
  panel: HTMLElement;
}

let made = 0;

/** The tabs of some panels. A single panel needs none. `shown` is told which comes to the front. */
export function tabs(all: readonly Tab[], shown: (name: string) => void): HTMLElement {
  const id = `asl-tabs-${(made += 1)}`;
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": "Panels" });
  const heads = all.map((tab, index) =>
    h("button", { type: "button", class: "tab", role: "tab", id: `${id}-${index}`, "aria-controls": `${id}-${index}-panel` }, tab.name),
  );
  const front = (index: number) => {
    all.forEach((tab, at) => {
      tab.panel.hidden = at !== index;
      const head = heads[at];
      if (!head) return;
      set(head, "aria-selected", String(at === index));
      set(head, "tabindex", at === index ? "0" : "-1");
    });
    const tab = all[index];
    if (tab) shown(tab.name);
  };
  heads.forEach((head, index) => head.addEventListener("click", () => front(index)));
  list.addEventListener("keydown", (event) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
    const step = steps[event.key];
    const from = heads.findIndex((head) => head === event.target);
    if (!step || from < 0) return;
    const next = (from + step + heads.length) % heads.length;
    front(next);
    heads[next]?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  all.forEach((tab, index) => {
    if (all.length < 2) return;
    for (const [name, value] of [["role", "tabpanel"], ["id", `${id}-${index}-panel`], ["aria-labelledby", `${id}-${index}`]] as const) {
      set(tab.panel, name, value);
    }
  });
  list.append(...heads);
  front(0);
  return h("div", { class: "aside" }, all.length > 1 && list, h("div", { class: "panels" }, ...all.map((tab) => tab.panel)));
}
