// The page by keyboard and by ear, in both themes, and on small screens.
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

for (const scheme of ["light", "dark"] as const) {
  test.describe(`in the ${scheme} theme`, () => {
    test.use({ colorScheme: scheme });

    test("axe finds nothing at the start, in the middle, and at the end", async ({ page }) => {
      const playground = new Playground(page);
      await playground.open();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/${scheme}-start.png` });

      await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
      for (let step = 0; step < 17; step += 1) await page.keyboard.press("ArrowRight");
      await playground.expectPhase("RunGlueJob", "caught");
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/${scheme}-caught.png` });

      await page.keyboard.press("End");
      await playground.state("RunGlueJob").click();
      await page.getByRole("button", { name: "Output", exact: true }).click();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/${scheme}-end.png` });
    });

    test("axe finds nothing in menus, dialogs, lists and problems", async ({ page }) => {
      const playground = new Playground(page);
      await playground.open();
      await playground.chip("RunGlueJob", 2).click();
      await expect(page.getByRole("menu")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/${scheme}-menu.png` });
      await page.keyboard.press("Escape");

      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/${scheme}-keys.png` });
      await page.keyboard.press("Escape");

      await playground.tab("History");
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/${scheme}-history.png` });

      await playground.write(playground.definition, '{ "StartAt": "A", "States": { "A": { "Type": "Pas" } } }');
      await playground.tab("Problems");
      await expect(page.locator("#panel-problems .problem").first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/${scheme}-problems.png` });
    });
  });
}

test("the theme is chosen, and remembered", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
});

test("keys play, step and seek, but not while typing", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.keyboard.press("ArrowRight");
  await expect(playground.position).toHaveText(/^event 2 of/);
  await expect(playground.live).toContainText("ProcessJobs, entered");
  await page.keyboard.press("ArrowLeft");
  await expect(playground.position).toHaveText(/^event 1 of/);
  await page.keyboard.press("]");
  await page.keyboard.press("]");
  await expect(playground.live).toContainText("RunGlueJob, item 1, entered");
  await page.keyboard.press("End");
  await expect(playground.result).toBeVisible();
  await page.keyboard.press("Home");
  await expect(playground.position).toHaveText(/^event 1 of/);
  await page.keyboard.press("Space");
  await expect(playground.button("Pause")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(playground.button("Play")).toBeVisible();
  await page.keyboard.press("Home");

  await playground.tab("Input");
  await playground.input.click();
  await page.keyboard.press("End");
  await page.keyboard.type(" ? ]");
  await expect(playground.position).toHaveText(/^event 1 of/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("Space on a button presses the button", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button("Step forward").focus();
  await page.keyboard.press("Space");
  await expect(playground.position).toHaveText(/^event 2 of/);
  await expect(playground.button("Play")).toBeVisible();
});

test("arrow keys walk from state to state, which say how they are", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await page.keyboard.press("End");
  await page.getByRole("button", { name: "ProcessJobs: previous iteration" }).click();

  await playground.state("ProcessJobs").focus();
  await expect(playground.state("ProcessJobs")).toHaveAccessibleName("Map ProcessJobs, succeeded, 3 of 3 items done");
  await page.keyboard.press("ArrowRight");
  await expect(playground.state("RunGlueJob")).toBeFocused();
  await expect(playground.state("RunGlueJob")).toHaveAccessibleName("Task RunGlueJob, caught, 1 of 1 attempt");
  await page.keyboard.press("ArrowDown");
  await expect(playground.state("LogError")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(playground.inspector.getByRole("heading", { name: "LogError" })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(playground.state("ProcessJobs")).toBeFocused();
});

test("one Tab reaches the states, the next one leaves them", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.locator(".canvas").focus();
  await page.keyboard.press("Tab");
  await expect(playground.state("ProcessJobs")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await expect(page.locator(".node .hit:focus")).toHaveCount(0);
});

test("the canvas pans and zooms by keyboard, wheel and drag", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const zoom = page.getByRole("toolbar", { name: "Zoom" });
  const diagram = page.locator(".diagram");
  await page.locator(".canvas").focus();
  await page.keyboard.press("+");
  await expect(zoom).toContainText("120 %");
  await page.keyboard.press("1");
  await expect(zoom).toContainText("100 %");
  const before = await diagram.getAttribute("transform");
  await page.keyboard.press("ArrowRight");
  expect(await diagram.getAttribute("transform")).not.toBe(before);
  await page.keyboard.press("0");
  await expect(diagram).toHaveAttribute("transform", before ?? "");

  const box = await page.locator(".canvas").boundingBox();
  if (!box) throw new Error("the canvas is not there");
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 140, box.y + 90, { steps: 3 });
  await page.mouse.up();
  expect(await diagram.getAttribute("transform")).not.toBe(before);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -120);
  await page.keyboard.up("Control");
  await expect(zoom).not.toContainText("100 %");
});

test("separators are moved by keyboard, and sizes remembered", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const separator = page.getByRole("separator", { name: "Width of the code" });
  const width = Number(await separator.getAttribute("aria-valuenow"));
  await separator.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(separator).toHaveAttribute("aria-valuenow", String(width + 32));
  await page.reload();
  await expect(separator).toHaveAttribute("aria-valuenow", String(width + 32));
});

test.describe("where motion is to be avoided", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("the run jumps from event to event", async ({ page }) => {
    const playground = new Playground(page);
    await playground.open();
    const tokens = await page.evaluate(async () => {
      let seen = 0;
      const watch = new MutationObserver(() => (seen += document.querySelectorAll(".token").length));
      watch.observe(document.querySelector(".diagram")!, { childList: true, subtree: true });
      for (let step = 0; step < 6; step += 1) {
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      watch.disconnect();
      return seen;
    });
    expect(tokens).toBe(0);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("one pane is seen at a time, and the run can be played where it is watched", async ({ page }) => {
    const playground = new Playground(page);
    await page.goto("./");
    await expect(playground.node("ProcessJobs")).toBeVisible();
    const panes = page.getByRole("navigation", { name: "Panes" });
    await expect(playground.definition).toBeHidden();
    await playground.button("To the last event").click();
    await expect(playground.result).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: "results/phone-flow.png" });

    for (const [name, seen] of [
      ["Code", playground.definition],
      ["Run", page.getByRole("tab", { name: "Timeline" })],
      ["Data", playground.inspector],
    ] as const) {
      await panes.getByRole("button", { name }).click();
      await expect(seen).toBeVisible();
      await expect(playground.node("ProcessJobs")).toBeHidden();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/phone-${name.toLowerCase()}.png` });
    }
  });
});

test("a screen of middling width has room for everything", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const playground = new Playground(page);
  await playground.open();
  await page.keyboard.press("End");
  await expect(playground.result).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: "results/middling.png" });
});
