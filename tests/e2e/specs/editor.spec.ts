// The code editor by itself: the page's own bundle, put into an empty place.
import type { Page } from "@playwright/test";
import { expect, test, violations } from "../fixtures";

/** Puts an editor onto the page as `window.editor`; what it reports is kept in `window.reports`. */
async function open(page: Page, doc: string, options: Record<string, unknown> = {}) {
  await page.goto("./");
  await expect(page.locator("#shell")).toHaveCount(0);
  await page.evaluate(
    async ([doc, options]) => {
      const { createEditor } = await import(document.querySelector<HTMLScriptElement>("script[data-editor]")!.src);
      const reports: unknown[] = [];
      const places = ["before", "place", "after"].map((id) => {
        const element = document.createElement(id === "place" ? "div" : "button");
        element.id = id;
        element.textContent = id === "place" ? "" : id;
        return element;
      });
      const main = document.createElement("main");
      const heading = document.createElement("h1");
      heading.textContent = "A page with an editor";
      main.append(heading, ...places);
      document.body.replaceChildren(main);
      const { completeFrom, hoverText, ...plain } = options as Record<string, any>;
      const editor = createEditor(places[1], {
        doc,
        label: "Definition",
        language: "json",
        onChange: (text: string) => reports.push(["change", text]),
        onSelection: (offset: number) => reports.push(["selection", offset]),
        complete: completeFrom && ((offset: number) => ({ from: offset, options: completeFrom })),
        hover: hoverText && ((offset: number) => ({ from: offset, to: offset + 1, text: hoverText })),
        ...plain,
      });
      Object.assign(window, { editor, reports });
    },
    [doc, options] as const,
  );
  return page.getByRole("textbox", { name: "Definition" });
}

/** Calls the handle. */
const call = (page: Page, method: string, ...args: unknown[]) =>
  page.evaluate(([method, args]) => (window as any).editor[method](...args), [method, args] as const);

const reports = (page: Page): Promise<[string, unknown][]> => page.evaluate(() => (window as any).reports);

test("tells of what the user does, and not of what the page does", async ({ page }) => {
  const textbox = await open(page, "{}");
  await call(page, "setText", '{"a": 1}');
  await call(page, "reveal", 1, 4);
  expect(await reports(page)).toEqual([]);

  await textbox.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" ");
  expect(await reports(page)).toContainEqual(["change", '{"a": 1} ']);
  expect(await reports(page)).toContainEqual(["selection", 9]);
});

test("a new text keeps the cursor in place, and can be undone", async ({ page }) => {
  const textbox = await open(page, "first\nsecond\nthird");
  await textbox.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("!");
  await call(page, "setText", "FIRST\nsecond\nthird!");
  expect(await call(page, "cursor")).toBe("FIRST\nsecond\nthird!".length);
  await page.keyboard.press("Control+z");
  expect(await call(page, "text")).toBe("first\nsecond\nthird!");
  await page.keyboard.press("Control+z");
  expect(await call(page, "text")).toBe("first\nsecond\nthird");
});

test("any text may follow any other", async ({ page }) => {
  await open(page, "");
  const texts = ["", "a", "aa", "aXa", "😀", "😁", "a😀b", "a😁b", "😀😀", "😀", "x\ny", "x\n\ny", "xy", ""];
  for (const text of texts) {
    await call(page, "setText", text);
    expect(await call(page, "text")).toBe(text);
  }
  await call(page, "setText", "one\r\ntwo\rthree");
  expect(await call(page, "text")).toBe("one\ntwo\nthree");
});

test("shows problems and mends them", async ({ page }) => {
  const textbox = await open(page, '{"StartAt": "A"}');
  const changes = [{ from: 13, to: 14, insert: "B" }];
  const problem = { from: 12, to: 15, severity: "error", message: "There is no state A.", actions: [{ name: "Use B", changes }] };
  await call(page, "setDiagnostics", [problem, { from: 900, to: 901, severity: "info", message: "Beyond the end" }]);
  await expect(page.locator(".cm-lintRange-error")).toHaveText('"A"');

  await textbox.focus();
  await page.keyboard.press("F8");
  expect(await call(page, "cursor")).toBe(15);
  await page.locator(".cm-lintRange-error").hover();
  await expect(page.locator(".cm-tooltip")).toContainText("There is no state A.");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Use B" }).click();
  expect(await call(page, "text")).toBe('{"StartAt": "B"}');
  expect(await reports(page)).toContainEqual(["change", '{"StartAt": "B"}']);
});

test("lights up ranges, which move with the text", async ({ page }) => {
  await open(page, '{"Next": "B"}');
  await call(page, "highlight", [{ from: 9, to: 12, class: "lit" }, { from: 50, to: 60, class: "lit" }]);
  await expect(page.locator(".lit")).toHaveText('"B"');
  await call(page, "setText", '{"Comment": "", "Next": "B"}');
  await expect(page.locator(".lit")).toHaveText('"B"');
  await call(page, "highlight", []);
  await expect(page.locator(".lit")).toHaveCount(0);
});

test("reveals a far line without taking the focus", async ({ page }) => {
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`).join("\n");
  await open(page, lines);
  await page.evaluate(() => ((document.querySelector("#place") as HTMLElement).style.height = "300px"));
  await page.locator("#before").focus();
  const from = lines.indexOf("line 400");
  await call(page, "reveal", from, from + 8);
  await expect(page.getByText("line 400", { exact: true })).toBeInViewport();
  await expect(page.locator("#before")).toBeFocused();
  expect(await call(page, "cursor")).toBe(from + 8);
});

test("Tab indents, and Escape with Tab leaves", async ({ page }) => {
  const textbox = await open(page, "{}");
  await expect(textbox).toHaveAccessibleDescription(/Press Escape, then Tab, to leave/);
  await textbox.focus();
  await page.keyboard.press("Tab");
  expect(await call(page, "text")).toBe("  {}");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(page.locator("#after")).toBeFocused();
});

test("reads JSON with comments", async ({ page }) => {
  await open(page, '// a line\n{ /* a block */ "Next": null, }');
  const colour = (text: string) =>
    page.locator(".cm-line span", { hasText: text }).first().evaluate((span) => getComputedStyle(span).color);
  const colours = [await colour("// a line"), await colour('"Next"'), await colour("null")];
  expect(new Set(colours).size).toBe(3);
  expect(await colour("/* a block */")).toBe(colours[0]);
});

test("completes and explains", async ({ page }) => {
  const options = { completeFrom: [{ label: "StartAt", detail: "string" }], hoverText: "The first state" };
  const textbox = await open(page, "x y", options);
  await textbox.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+Space");
  await expect(page.getByRole("option", { name: "StartAt" })).toBeVisible();
  // CodeMirror ignores an Enter that comes sooner than a reader could have meant it.
  await page.waitForTimeout(150);
  await page.keyboard.press("Enter");
  expect(await call(page, "text")).toBe("x yStartAt");

  await page.locator(".cm-line").hover({ position: { x: 10, y: 8 } });
  await expect(page.locator(".cm-hover")).toHaveText("The first state");
});

test("can be read only, and goes without a trace", async ({ page }) => {
  const textbox = await open(page, "{}", { readOnly: true });
  await textbox.focus();
  await page.keyboard.type("x");
  expect(await call(page, "text")).toBe("{}");
  await call(page, "setReadOnly", false);
  await page.keyboard.type("x");
  expect(await call(page, "text")).toContain("x");
  expect(await violations(page)).toEqual([]);
  await call(page, "destroy");
  await expect(page.locator("#place > *")).toHaveCount(0);
});
