// Stopping where it matters: breakpoints, and steps over, into and out of states.
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";

test("playing stops at a breakpoint on a state, and goes on from it", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await playground.state("LogError").click();
  await playground.inspector.getByRole("button", { name: "Stop whenever this state is entered" }).click();
  await expect(playground.node("LogError").locator(".breakpoint")).toBeVisible();
  await expect(playground.state("LogError")).toHaveAccessibleName(/breakpoint$/);

  await page.getByRole("combobox", { name: "Speed" }).selectOption("16");
  await playground.button("Play").click();
  await expect(playground.button("Play")).toBeVisible({ timeout: 60_000 });
  await playground.expectPhase("LogError", "running");
  await expect(playground.live).toContainText("LogError");
  await page.screenshot({ path: "results/debugger-stopped.png" });

  await playground.button("Play").click();
  await expect(playground.result).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press("F9");
  await expect(playground.node("LogError").locator(".breakpoint")).toHaveCount(0);
});

test("playing stops at errors", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await playground.button("Stops: none").click();
  await page.getByRole("menuitemcheckbox", { name: "When something fails" }).click();
  await expect(playground.button("Stops: errors")).toBeVisible();
  await page.getByRole("combobox", { name: "Speed" }).selectOption("16");
  await playground.button("Play").click();
  await expect(playground.live).toContainText("RunGlueJob, item 2, failed", { timeout: 60_000 });
});

test("steps over, into and out of the Map, by keys as well", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button("Step forward").click();
  await playground.button("Step into the state").click();
  await expect(playground.live).toContainText("RunGlueJob, item 1, entered");
  await playground.button("Step over the state").click();
  await expect(playground.live).toContainText("RunGlueJob, item 1, succeeded");
  await page.keyboard.press("Shift+F11");
  await expect(playground.live).toContainText("ProcessJobs, succeeded");
  await page.keyboard.press("F10");
  await expect(playground.result).toContainText("SUCCEEDED");
});

test("runs to the state that is inspected", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.state("RunGlueJob").click();
  await playground.inspector.getByRole("button", { name: "Run to this state" }).click();
  await expect(playground.live).toContainText("RunGlueJob, item 1, entered");
  await page.keyboard.press("Shift+F9");
  await expect(playground.live).toContainText("RunGlueJob, item 2, entered");
});
