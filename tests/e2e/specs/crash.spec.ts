// What the page says when the app stops by a bug: WebAssembly traps, and the error comes out at the window.
import type { Page } from "@playwright/test";
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

/** A trap as it reaches the window: from within a listener, or out of a task. */
async function trap(page: Page, how: "error" | "rejection") {
  await page.evaluate((how) => {
    // One instruction, `unreachable`, in the start function.
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];
    const run = () => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
    if (how === "error") setTimeout(run);
    else void Promise.resolve().then(run);
  }, how);
}

for (const how of ["error", "rejection"] as const) {
  test(`a crash is told, what was written is kept, and reloading brings it back (${how})`, async ({ page, troubles }) => {
    const playground = new Playground(page);
    await playground.open();
    await playground.write(playground.definition, '{ "StartAt": "Mine" }');
    await trap(page, how);
    const dialog = page.getByRole("alertdialog", { name: "The playground has stopped" });
    await expect(dialog).toContainText("What you wrote is stored in this browser");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeVisible();

    await dialog.getByRole("button", { name: "Reload", exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(playground.definition).toContainText('"Mine"');
    expect(troubles.some((trouble) => trouble.includes("unreachable"))).toBe(true);
    troubles.length = 0;
  });
}

test("what makes it crash again can be left behind", async ({ page, troubles }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(playground.definition, '{ "StartAt": "Mine" }');
  await trap(page, "error");
  await page.getByRole("button", { name: "Reload without it" }).click();
  await expect(playground.node("ProcessJobs")).toBeVisible();
  await expect(playground.definition).not.toContainText('"Mine"');
  troubles.length = 0;
});

test("an error of a script is no crash", async ({ page, troubles }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.evaluate(() => setTimeout(() => JSON.parse("{")));
  await expect.poll(() => troubles.length).toBeGreaterThan(0);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  troubles.length = 0;
});
