// The player as it is seen: panels over the playback bar over a line with the scenario and the way to the playground.
import { button, h, say, set } from "../dom.js";
import { icon } from "../icons.js";
import { HELP } from "../keys.js";

/** What stands in the line at the bottom. */
export interface Foot {
  scenarios: readonly string[];
  scenario: number;
  choose(index: number): void;
}

/** The frame around the panels. */
export class Frame {
  readonly element: HTMLElement;
  readonly #sentence = h("p", { class: "sentence" });
  readonly #live = h("p", { class: "unseen", "aria-live": "polite" });
  readonly #ending = h("span", { class: "ending", hidden: true });
  readonly #follow: HTMLButtonElement;
  readonly #link = h("a", { class: "open", target: "_blank", rel: "noopener" }, "Open in Playstate", icon("open"));
  readonly #help: HTMLElement;

  constructor(stage: HTMLElement | null, aside: HTMLElement | null, transport: HTMLElement, foot: Foot, follow: () => void) {
    this.#follow = button({ class: "btn wide follow", hidden: true, title: "Follow the run again (Esc)" }, follow, icon("follow"), "Follow");
    const close = button({ class: "btn", "aria-label": "Close" }, () => this.help(false), icon("cross"));
    this.#help = h("div", { class: "keys", role: "dialog", "aria-label": "Keys", hidden: true }, close, keys());
    this.element = h(
      "div",
      { class: "player", part: "player", role: "group", "aria-label": "State machine player" },
      h("div", { class: "main" }, stage, aside),
      transport,
      h("div", { class: "said" }, this.#ending, this.#sentence, this.#follow),
      this.#live,
      h("div", { class: "foot" }, picker(foot), this.#link),
      this.#help,
    );
    this.element.classList.toggle("both", Boolean(stage && aside));
  }

  /** Says what has just happened, and how the execution ended when it has. */
  say(sentence: string, ending: string | null, pinned: boolean): void {
    say(this.#sentence, sentence);
    this.#ending.hidden = ending === null;
    say(this.#ending, ending ?? "");
    set(this.#ending, "data-ending", ending);
    this.#follow.hidden = !pinned;
  }

  /** Tells those who listen: on pause and step only. */
  announce(sentence: string): void {
    say(this.#live, sentence);
  }

  /** Where the playground opens this moment. */
  link(url: string): void {
    set(this.#link, "href", url);
  }

  /** Calls back right before the reader follows the link. */
  onOpen(then: () => void): void {
    for (const event of ["pointerdown", "focus", "click"]) this.#link.addEventListener(event, then);
  }

  /** Whether the keys show. */
  get helps(): boolean {
    return !this.#help.hidden;
  }

  /** Shows or hides the keys; without a word it does the other. */
  help(shown = this.#help.hidden): void {
    this.#help.hidden = !shown;
    if (shown) this.#help.querySelector("button")?.focus();
  }
}

function picker({ scenarios, scenario, choose }: Foot): HTMLElement | null {
  if (scenarios.length < 2) return null;
  const select = h("select", { class: "select", "aria-label": "Scenario" });
  select.append(...scenarios.map((name, index) => h("option", { value: index }, name || `Scenario ${index + 1}`)));
  select.value = String(scenario);
  select.addEventListener("change", () => choose(Number(select.value)));
  return h("label", { class: "scenario" }, h("span", {}, "Scenario"), select);
}

function keys(): HTMLElement {
  const rows = HELP.flatMap(([key, does]) => [h("dt", {}, ...key.split(" ").flatMap((one) => [h("kbd", {}, one), " "])), h("dd", {}, does)]);
  return h("dl", {}, ...rows);
}
