// Somebody else's page with players in it. It is no file: the browser gets it in answer to `host.html`.
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";

/** A file of the project, as text. */
export function projectFile(path: string): string {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
}

/** A link of the collection of links, and what it carries. */
export function link(name: string): { link: string; situation: { at: number; definition: string } } {
  return JSON.parse(projectFile(`tests/links/${name}.json`));
}

/** Text as HTML. */
export function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** An example's definition with its scenarios, as writers put it into a page. */
export function playerOf(example: string, attributes = "", inside = ""): string {
  const input = JSON.parse(projectFile(`examples/${example}/input.json`));
  const scenarios = JSON.parse(projectFile(`examples/${example}/scenarios.json`)) as object[];
  const whole = JSON.stringify(scenarios.map((scenario) => ({ input, ...scenario }))).replace(/</g, "\\u003c");
  const code = escaped(projectFile(`examples/${example}/definition.asl.json`));
  return `<asl-player ${attributes}><pre><code class="language-asl">${code}</code></pre>
    <script type="application/json" data-scenario>${whole}</script>${inside}</asl-player>`;
}

/** A definition with nothing beside it. */
export function bare(definition: object | string, attributes = ""): string {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition, null, 2);
  return `<asl-player ${attributes}><pre><code>${escaped(text)}</code></pre></asl-player>`;
}

export class Host {
  constructor(
    readonly page: Page,
    readonly baseURL: string,
  ) {}

  /** Opens a page with this in its body. */
  async open(body: string, { head = "", script = true } = {}) {
    const element = script ? '<script type="module" src="./player.js"></script>' : "";
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${head}${element}</head>
      <body><main><h1>A page about state machines</h1>${body}</main></body></html>`;
    await this.page.route("**/host.html*", (route) => route.fulfill({ contentType: "text/html", body: html }));
    await this.page.goto(new URL("host.html", this.baseURL).href);
  }

  /** A player by its place in the page. */
  player(index = 0): Player {
    return new Player(this.page.locator("asl-player").nth(index));
  }
}

/** A player as a reader finds it. */
export class Player {
  constructor(readonly element: Locator) {}

  async expectReady() {
    await expect(this.element.getByRole("group", { name: "State machine player" })).toBeVisible();
  }

  button(name: string): Locator {
    return this.element.getByRole("toolbar", { name: "Playback" }).getByRole("button", { name, exact: true });
  }

  node(state: string): Locator {
    return this.element.locator(`.node[data-state="${state}"]`);
  }

  /** What is pressed and focused of a state. */
  state(state: string): Locator {
    return this.node(state).getByRole("button");
  }

  get position(): Locator {
    return this.element.locator(".event");
  }

  get sentence(): Locator {
    return this.element.locator(".sentence");
  }

  get live(): Locator {
    return this.element.locator("[aria-live]");
  }

  get notice(): Locator {
    return this.element.getByRole("alert");
  }
}
