// The playground as a person finds it: what can be pressed, typed and read.
import { expect, type Locator, type Page } from "@playwright/test";

/** The phases of a state, as its node names them. */
export type Phase = "idle" | "running" | "waiting" | "succeeded" | "caught" | "failed" | "aborted" | "unreached";

export class Playground {
  readonly definition: Locator;
  readonly input: Locator;
  readonly position: Locator;
  readonly time: Locator;
  readonly result: Locator;
  readonly inspector: Locator;
  readonly scrubber: Locator;
  readonly live: Locator;

  constructor(readonly page: Page) {
    this.definition = page.getByRole("textbox", { name: "Definition" });
    this.input = page.getByRole("textbox", { name: "Input", exact: true });
    this.position = page.getByTestId("position");
    this.time = page.getByTestId("time");
    this.result = page.getByTestId("result");
    this.inspector = page.getByRole("region", { name: "Inspector" });
    this.scrubber = page.getByRole("slider", { name: "Position in the run" });
    this.live = page.getByTestId("live");
  }

  /** Opens the page and waits until its first run is there to be played. */
  async open() {
    await this.page.goto("./");
    await expect(this.node("ProcessJobs")).toBeVisible();
    await expect(this.definition).toBeVisible();
    await expect(this.position).toHaveText(/^event 1 of \d+$/);
  }

  /** A state in the diagram. */
  node(state: string): Locator {
    return this.page.locator(`.node[data-state="${state}"]`);
  }

  /** What is pressed and focused of a state in the diagram. */
  state(state: string): Locator {
    return this.node(state).getByRole("button");
  }

  async expectPhase(state: string, phase: Phase) {
    await expect(this.node(state)).toHaveAttribute("data-phase", phase);
  }

  /** An edge, by the key that begins with the path of its state: `RunGlueJob#catch[0]`. */
  edge(key: string): Locator {
    return this.page.locator(`.edge[data-key*="${key}"]`);
  }

  button(name: string): Locator {
    return this.page.getByRole("toolbar", { name: "Playback" }).getByRole("button", { name, exact: true });
  }

  /** Plays at full speed until the run has ended. */
  async playToEnd() {
    await this.page.getByRole("combobox", { name: "Speed" }).selectOption("16");
    await this.button("Play").click();
    await expect(this.result).toBeVisible({ timeout: 60_000 });
  }

  /** The number of the event at the cursor, and of all events. */
  async events(): Promise<[number, number]> {
    const [, at, of] = /event (\d+) of (\d+)/.exec((await this.position.textContent()) ?? "") ?? [];
    return [Number(at), Number(of)];
  }

  /** The chip of an item, counted from 1. */
  chip(task: string, item: number): Locator {
    return this.page.getByRole("button", { name: new RegExp(`^${task}, item ${item}:`) });
  }

  /** Decides how a task ends for an item: two clicks. */
  async plan(task: string, item: number, outcome: string | RegExp) {
    await this.chip(task, item).click();
    await this.page.getByRole("menuitemradio", { name: outcome }).click();
  }

  async tab(name: string) {
    await this.page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  }

  /** Replaces the whole text of an editor, as by select all and paste. */
  async write(editor: Locator, text: string) {
    await editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }

  /** The whole text of the definition or of the input. */
  async read(which: "definition" | "input"): Promise<string> {
    const example = await this.page.evaluate(() => localStorage.getItem("playstate.example") ?? "glue-pipeline");
    const draft = await this.page.evaluate((key) => localStorage.getItem(key), `playstate.draft.${example}`);
    return (JSON.parse(draft ?? "{}") as Record<string, string>)[which] ?? "";
  }

  /** Opens the gallery, and waits for its list. */
  async openGallery(): Promise<Locator> {
    await this.page.locator("#button-examples").click();
    const gallery = this.page.getByRole("dialog", { name: "Examples" });
    await expect(gallery.locator(".gallery-item").first()).toBeVisible();
    return gallery;
  }

  /** An example in the gallery, by its title. */
  example(title: string): Locator {
    return this.page.locator(".gallery-item", { has: this.page.getByText(title, { exact: true }) });
  }

  /** Opens an example by its title. */
  async openExample(title: string) {
    await this.openGallery();
    await this.example(title).click();
    await expect(this.page.locator("#button-examples")).toHaveText(title);
    await expect(this.position).toHaveText(/^event 1 of \d+$/);
  }

  /** The bars of a state in the timeline, by what they say about themselves. */
  async bars(state: string): Promise<string[]> {
    const titles = await this.page.locator(".bar title").allTextContents();
    return titles.filter((title) => title.startsWith(state));
  }
}
