// The timeline: zoomed, moved, followed; long runs stay small; failures are marked.
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";
import { open } from "../pages/session";

/** The times that the axis names. */
const times = (playground: Playground) => playground.page.locator(".axis text").allTextContents();

test("time is zoomed with buttons, keys and the wheel, and shown whole again", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const whole = await times(playground);
  const tool = (name: string) => page.getByRole("group", { name: "Zoom the timeline" }).getByRole("button", { name });
  await expect(tool("Show the whole time")).toHaveAttribute("aria-disabled", "true");
  await tool("Zoom in on time").click();
  await tool("Zoom in on time").click();
  await expect.poll(() => times(playground)).not.toEqual(whole);
  await expect(page.locator(".reach")).toBeVisible();
  await tool("Show the whole time").click();
  await expect.poll(() => times(playground)).toEqual(whole);

  const plot = page.locator(".timeline-hit");
  await plot.focus();
  await page.keyboard.press("+");
  await expect.poll(() => times(playground)).not.toEqual(whole);
  const zoomed = await times(playground);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => times(playground)).not.toEqual(zoomed);
  await page.keyboard.press("0");
  await expect.poll(() => times(playground)).toEqual(whole);

  await plot.hover();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await expect.poll(() => times(playground)).not.toEqual(whole);
  const wheeled = await times(playground);
  await page.mouse.wheel(120, 0);
  await expect.poll(() => times(playground)).not.toEqual(wheeled);
});

test("the cursor stays in sight while the run plays through a zoomed time", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.locator(".timeline-hit").focus();
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press("+");
  await expect(page.locator(".playhead")).toBeVisible();
  await playground.playToEnd();
  const [plot, line] = [await page.locator(".timeline-plot").boundingBox(), await page.locator(".playhead").boundingBox()];
  expect(line && plot && line.x >= plot.x && line.x <= plot.x + plot.width).toBe(true);
  expect((await times(playground)).at(-1)).not.toBe("00:00:00");
});

test("a bar that is pressed is inspected, in a zoomed time too", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue.JobRunException/);
  await playground.playToEnd();
  await expect(page.locator(".bar[data-status=caught] .mark")).toHaveCount(1);
  await page.locator(".bar[data-status=caught]").click();
  await expect(playground.inspector).toContainText("item 2");
  await expect(page.locator(".plot .chosen")).toBeVisible();
  await page.locator(".timeline-hit").focus();
  await page.keyboard.press("+");
  await page.keyboard.press("End");
  await page.locator(".bar[data-status=caught]").click();
  await expect(playground.inspector).toContainText("item 2");
});

test("five thousand iterations are a few shapes, failures marked among them", async ({ page }) => {
  const playground = new Playground(page);
  const fails = { Type: "Choice", Choices: [{ Variable: "$.id", NumericEquals: 2500, Next: "Fail" }], Default: "Take" };
  const states = { Choose: fails, Take: { Type: "Wait", SecondsPath: "$.wait", End: true }, Fail: { Type: "Fail", Error: "Odd" } };
  const map = {
    Type: "Map",
    ItemsPath: "$.items",
    MaxConcurrency: 40,
    ToleratedFailurePercentage: 50,
    ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, StartAt: "Choose", States: states },
    End: true,
  };
  const items = Array.from({ length: 5000 }, (_, id) => ({ id, wait: 1 + (id % 3) }));
  await open(playground, { StartAt: "Each", States: { Each: map } }, { items }, "Each");
  await expect.poll(async () => (await playground.events())[1], { timeout: 60_000 }).toBeGreaterThan(5000);
  await expect(page.locator(".dense").first()).toBeVisible();
  expect(await page.locator(".plot *").count()).toBeLessThan(1500);
  await expect(page.locator(".dense [data-status=failed] .mark").first()).toBeAttached();
  const plot = await page.locator(".timeline-hit").boundingBox();
  if (!plot) throw new Error("the timeline is not there");
  await page.mouse.click(plot.x + plot.width / 2, plot.y + 60);
  await expect(playground.inspector.getByRole("heading", { level: 3 }).first()).toBeVisible();
  const before = (await playground.position.textContent()) ?? "";
  await page.locator(".timeline-hit").focus();
  for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press("+");
  await expect(playground.position).toHaveText(before);
});
