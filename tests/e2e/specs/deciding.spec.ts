// Deciding how a task ends: how long it takes, and by hand, while the run waits at it.
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

test("a slider says how long a task takes, and a typed number wins", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.state("RunGlueJob").click();
  await playground.inspector.getByLabel("Item").selectOption("All");
  const slider = playground.inspector.getByRole("slider", { name: "How long it takes" });
  const seconds = playground.inspector.getByRole("spinbutton", { name: "Takes, in seconds" });
  await expect(slider).toHaveAttribute("aria-valuetext", "a plausible time");
  await slider.focus();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "1 s");
  await expect(seconds).toHaveValue("1");
  await expect(playground.time).toContainText("of 00:00:03");
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", "1 d");
  await seconds.fill("100");
  await seconds.press("Enter");
  await expect(slider).toHaveAttribute("aria-valuetext", "1 min 40 s");
  await expect(playground.time).toContainText("of 00:05:00");
  await page.screenshot({ path: "results/duration.png" });
  await seconds.fill("");
  await seconds.press("Enter");
  await expect(slider).toHaveAttribute("aria-valuetext", "a plausible time");
  expect(await violations(page)).toEqual([]);
});

test("paused at a task, its outcome is decided by hand, and what came before stays", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button("Stops: none").click();
  await page.getByRole("menuitemcheckbox", { name: "At tasks, to decide their outcome" }).click();
  await page.getByRole("combobox", { name: "Speed" }).selectOption("16");
  await playground.button("Play").click();
  await expect(playground.button("Play")).toBeVisible({ timeout: 60_000 });
  await playground.button("Play").click();
  await expect(playground.button("Play")).toBeVisible({ timeout: 60_000 });
  await expect(playground.inspector).toContainText("item 2");
  const [at] = await playground.events();
  await playground.inspector.getByRole("button", { name: "Fails" }).click();
  await expect(page.locator("#button-scenarios")).toContainText("Your outcomes");
  await expect(playground.position).toHaveText(new RegExp(`^event ${at} of`));
  await expect(playground.inspector).toContainText("item 2");
  await playground.button("Play").click();
  await expect(playground.button("Play")).toBeVisible({ timeout: 60_000 });
  await expect(page.locator(".bar title").filter({ hasText: /^LogError/ }).first()).toBeAttached();
});

test("an outcome that is changed at its event leaves the cursor at that event", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button("To the last event").click();
  for (let step = 0; step < 5; step += 1) await playground.button("Step back").click();
  await expect(playground.live).toContainText("RunGlueJob, item 3, answered");
  const [at] = await playground.events();
  await playground.inspector.getByRole("button", { name: "Fails" }).click();
  await expect(playground.position).toHaveText(new RegExp(`^event ${at} of`));
  await expect(playground.inspector.locator(".failure")).toBeVisible();
});
