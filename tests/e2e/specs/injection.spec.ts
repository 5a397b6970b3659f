// Links are made by strangers. Whatever stands in one is text: nothing of it runs, becomes an element, or leaves the page.
import type { BrowserContext, Page } from "@playwright/test";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const HOSTILE = [
  `<img src=x onerror="window.injected=1">`,
  `<script>window.injected=1</script>`,
  `</script><script>window.injected=1</script>`,
  `"><svg onload=window.injected=1>`,
  `' autofocus onfocus='window.injected=1`,
  `javascript:window.injected=1`,
  `](javascript:window.injected=1) [x`,
  "${window.injected=1}{{window.injected=1}}`;window.injected=1;`",
  `</title></textarea></style></code></pre><iframe srcdoc="<script>parent.injected=1</script>">`,
  `]]><a href="javascript:window.injected=1">x</a><!--`,
  `https://evil.example/x.png`,
  `\u202egnp.elbissecca\u2066\u200b`,
  `\u0000\u0001\u001b[31m\ufffd`,
  `__proto__`,
  `constructor`,
  `\n"; click A href "javascript:window.injected=1"\n`,
];

/** A link with a head made by hand, as docs/link-format.md has it. */
function link(head: unknown): string {
  const stream = deflateRawSync(Buffer.from(JSON.stringify(head)));
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(stream));
  return `#1.d.${Buffer.concat([checksum, stream]).toString("base64url")}`;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** One text in every place that a link has for one. */
function everywhere(text: string): unknown {
  const named = (name: string, value: unknown) => Object.fromEntries([[name, value]]);
  const definition = JSON.stringify(
    {
      Comment: text,
      StartAt: text,
      [text]: text,
      States: Object.fromEntries([
        [
          text,
          {
            Type: "Task",
            Comment: text,
            Resource: `arn:aws:lambda:us-east-1:123456789012:function:${text}`,
            Parameters: { [text]: text, "x.$": text },
            Retry: [{ ErrorEquals: [text], MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: `${text} map` }],
            Next: `${text} map`,
          },
        ],
        [
          `${text} map`,
          {
            Type: "Map",
            ItemsPath: "$.items",
            Label: text,
            ItemProcessor: { StartAt: `${text} in`, States: { [`${text} in`]: { Type: "Pass", Result: { [text]: text }, End: true } } },
            Next: `${text} choice`,
          },
        ],
        [`${text} choice`, { Type: "Choice", Choices: [{ Variable: "$.x", StringEquals: text, Next: `${text} fail` }], Default: `${text} fail` }],
        [`${text} fail`, { Type: "Fail", Error: text, Cause: text }],
      ]),
    },
    null,
    2,
  );
  const path = `/States/${text.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return {
    definition,
    input: JSON.stringify({ items: [{ [text]: text }, text], [text]: text }, null, 2),
    scenarios: [
      {
        name: text,
        input: JSON.stringify({ items: [text] }),
        outcomes: named(text, [{ Throw: { Error: text, Cause: text } }, { Return: named(text, text) }]),
        objects: [{ bucket: text, key: text, body: text }],
        expect: { status: text, error: text, cause: text, output: named(text, text) },
      },
      { name: `${text} two`, outcomes: named("__proto__", [{ Return: text }]) },
    ],
    options: { type: text, startTime: text, executionName: text, machineName: text, speed: 1e300 },
    breakpoints: [text, path],
    at: 3,
    select: path,
    view: { turn: 0, items: named(text, 1), collapsed: [text, path], tabs: [text, "scenarios"] },
    [text]: text,
  };
}

/** Nothing ran, nothing became an element, and the prototype of all objects is what it was. */
async function expectHarmless(page: Page, dialogs: string[]) {
  const found = await page.evaluate(() => ({
    injected: "injected" in window,
    polluted: Object.keys(Object.prototype),
    scripts: document.body.querySelectorAll("script").length,
    frames: document.querySelectorAll("iframe, object, embed, base, form, meta[http-equiv=refresh]").length,
    // The editor puts pictures of nothing beside characters that it shows by their names.
    pictures: document.querySelectorAll("img[src], img[srcset], image, use").length,
    handlers: [...document.querySelectorAll("body *")].filter((element) => element.getAttributeNames().some((name) => name.startsWith("on"))).length,
    addresses: [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map((anchor) => anchor.href).filter((href) => new URL(href).origin !== location.origin),
  }));
  expect(found).toEqual({ injected: false, polluted: [], scripts: 0, frames: 0, pictures: 0, handlers: 0, addresses: [] });
  expect(dialogs).toEqual([]);
}

async function watched(page: Page): Promise<string[]> {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return dialogs;
}

/** A document of nobody's, in which a text is set as markup: what would run there, runs. */
async function asMarkup(context: BrowserContext, markup: string): Promise<string[]> {
  const page = await context.newPage();
  await page.route("**/*", (route) => route.fulfill({ status: 204, body: "" }));
  await page.setContent(markup);
  await page.waitForTimeout(100);
  const found = await page.evaluate(() => [
    ...("injected" in window ? ["injected"] : []),
    ...[...document.querySelectorAll("*")]
      .filter((element) => element.getAttributeNames().some((name) => name.startsWith("on")) || /^\s*javascript:/i.test(element.getAttribute("href") ?? ""))
      .map((element) => element.outerHTML.slice(0, 80)),
  ]);
  await page.close();
  return found;
}

for (const [index, text] of HOSTILE.entries()) {
  test(`text ${index + 1} of a link stays text: ${JSON.stringify(text).slice(1, 40)}`, async ({ page, context }) => {
    const dialogs = await watched(page);
    const playground = new Playground(page);
    await page.goto(`./${link(everywhere(text))}`);
    await expect(page.locator("#button-examples")).toHaveText("Shared link");
    await expect(playground.position).toHaveText(/^event \d+ of \d+$/);
    await expectHarmless(page, dialogs);

    // Every place that shows what a link carries.
    for (const tab of ["Timeline", "History", "Scenarios", "Problems", "Input", "Outcomes"]) {
      await playground.tab(tab);
      await expectHarmless(page, dialogs);
    }
    await page.locator("#button-scenarios").click();
    await expectHarmless(page, dialogs);
    await page.keyboard.press("Escape");
    await playground.button("To the last event").click();
    for (const node of await page.locator(".node").all()) {
      // The middle of a container is covered by what is in it.
      await node.getByRole("button").first().dispatchEvent("click");
      await expectHarmless(page, dialogs);
    }

    // What is taken out of the page is escaped too.
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Share" });
    const copied = async (name: string): Promise<string> => {
      await dialog.getByRole("button", { name: `Copy ${name}`, exact: true }).click();
      await expect(dialog.getByRole("button", { name: `Copy ${name}`, exact: true })).toHaveText("Copied");
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const markdown = await copied("Markdown link");
    expect(markdown.match(/(?<!\\)[[\]<>`]/g)).toEqual(["[", "]"]);
    expect(markdown).not.toMatch(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u206f]/);
    expect(markdown).toMatch(/\]\(http:\/\/127\.0\.0\.1:\d+\/#1\.d\.[\w-]+\)$/);
    const diagram = await copied("Markdown with the diagram");
    const [, fence = "", mermaid = ""] = /^(`{3,})mermaid\n([\s\S]*?)\n\1\n/.exec(diagram) ?? [];
    expect(mermaid).toContain("stateDiagram");
    expect(mermaid).not.toContain(fence);
    expect(mermaid).not.toMatch(/^\s*(click|%%\{|---)/m);
    expect(mermaid.replaceAll(/-->|<br\/?>|<<\w+>>/g, "")).not.toMatch(/[<>]/);
    expect(await asMarkup(context, await copied("Frame"))).toEqual([]);
    const embed = (await copied("HTML embed")).replace(/^<script type="module" src="http:\/\/127\.0\.0\.1:\d+\/player\.js"><\/script>\n/, "");
    expect(embed).toMatch(/^<asl-player link="1\.d\.[\w-]+"><pre><code class="language-asl">\{\n/);
    expect(await asMarkup(context, embed)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Export the diagram" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "SVG, as the run stands" }).click()]);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(await asMarkup(context, Buffer.concat(chunks).toString())).toEqual([]);
    await expectHarmless(page, dialogs);
  });
}

test("a hostile text inside of a broken link is only said", async ({ page }) => {
  const dialogs = await watched(page);
  const playground = new Playground(page);
  for (const address of [`#1.<img/src=x/onerror=window.injected=1>.AAAA`, `#1.d.<svg/onload=window.injected=1>AAAA`, `#9"onload="x.d.A`, link({ definition: 1 }), link({ at: "<script>" })]) {
    await page.goto("about:blank");
    await page.goto(`./${address}`);
    await expect(playground.position).toHaveText(/^event 1 of \d+$/);
    await expectHarmless(page, dialogs);
  }
});
