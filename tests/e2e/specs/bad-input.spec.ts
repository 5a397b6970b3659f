// What is broken says what, where and what to do; the last good picture stays; nothing typed is lost.
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";

test("broken JSON keeps the last diagram, dimmed, and says where it broke", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(playground.definition, '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass" "End": true }\n  }\n}');
  await expect(page.locator(".diagram")).toHaveClass(/stale/);
  await expect(playground.node("ProcessJobs")).toBeVisible();
  await expect(page.getByText("Shown is the last version that could run.")).toBeVisible();
  const problem = page.locator("#definition-problems .problem[data-severity=error]").first();
  await expect(problem).toContainText(/4:\d+/);
  await page.screenshot({ path: "results/bad-definition.png" });

  await problem.click();
  await expect(playground.definition).toBeFocused();
  await page.getByRole("button", { name: "Go there" }).click();
  await expect(playground.definition).toBeFocused();
});

test("a mended text is drawn again", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.definition.click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Delete");
  await expect(page.locator(".diagram")).toHaveClass(/stale/);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.locator(".diagram")).not.toHaveClass(/stale/);
});

test("a missing StartAt and a dangling Next are found, and F8 goes from one to the next", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const text = '{\n  "States": {\n    "A": { "Type": "Pass", "Next": "Nowhere" }\n  }\n}';
  await playground.write(playground.definition, text);
  const problems = page.locator("#definition-problems .problem");
  await expect(problems.filter({ hasText: "StartAt" }).first()).toBeVisible();
  await expect(problems.filter({ hasText: "Nowhere" }).first()).toBeVisible();

  await page.keyboard.press("ControlOrMeta+Home");
  await playground.button("Play").focus();
  await page.keyboard.press("F8");
  await expect(playground.live).toContainText(/^Line \d+: /);
  await expect(playground.definition).toBeFocused();
  const selected = () => page.evaluate(() => getSelection()?.toString());
  const first = await selected();
  await page.keyboard.press("F8");
  await expect.poll(selected).not.toBe(first);
});

test("an input that is no JSON keeps the last run, and says so", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.tab("Input");
  await playground.input.click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type(",");
  const notice = page.getByRole("alert");
  await expect(notice).toContainText("the last input that could be read");
  await expect(page.getByRole("tab", { name: /^Input/ })).toContainText("1");
  await page.screenshot({ path: "results/bad-input.png" });
  await notice.getByRole("button", { name: /^Go to 2:/ }).click();
  await expect(playground.input).toBeFocused();

  await page.keyboard.press("Escape");
  await playground.button("To the last event").click();
  await expect(playground.result).toContainText("SUCCEEDED");
});

test("an ItemsPath that finds no array fails the execution, with AWS's words", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.tab("Input");
  await playground.write(playground.input, '{ "jobs": [] }');
  await playground.button("To the last event").click();
  await expect(playground.result).toContainText("FAILED");
  await expect(playground.result).toContainText("States.Runtime");
  await expect(playground.result).toContainText("$.glue_jobs");
});

test("an empty text says what a machine needs", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.definition.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await expect(page.locator("#definition-problems .problem").first()).toBeVisible();
  await expect(page.locator(".diagram")).toHaveClass(/stale/);
});

test("what was typed is there after a reload, broken or not", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(playground.definition, '{ "StartAt": "Half');
  await playground.plan("RunGlueJob", 3, /^Times out/);
  await playground.tab("Input");
  await playground.write(playground.input, "not yet");
  await page.reload();
  await expect(playground.definition).toContainText('"Half');
  await playground.tab("Input");
  await expect(playground.input).toContainText("not yet");
  expect(await playground.read("definition")).toBe('{ "StartAt": "Half');
});

test("resetting the example can be undone", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 3, /^Times out/);
  await page.getByRole("button", { name: "Reset example" }).click();
  await expect(playground.chip("RunGlueJob", 3)).toHaveAttribute("data-outcome", "succeeds");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(playground.chip("RunGlueJob", 3)).toHaveAttribute("data-outcome", "times-out");
});

test("each example keeps its own draft", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 1, /^Times out/);
  await playground.openExample("Glue pipeline in parallel");
  await expect(playground.chip("RunGlueJob", 1)).toHaveAttribute("data-outcome", "succeeds");
  await playground.openExample("Glue pipeline");
  await expect(playground.chip("RunGlueJob", 1)).toHaveAttribute("data-outcome", "times-out");
});
