// The page of rules: each problem's code leads to what it checks, why, and how to mend it.
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

test("a problem's code opens its rule", async ({ page, context }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(playground.definition, '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "Nowhere" } } }');
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "dangling-target" }).first().click();
  const rules = await opened;
  await expect(rules).toHaveURL(/rules\.html#dangling-target$/);
  await expect(rules.getByRole("heading", { name: "dangling-target" })).toBeInViewport();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("every code has a section, and axe finds nothing", async ({ page }) => {
      await page.goto("rules.html");
      const codes = await page.locator("nav a").allInnerTexts();
      expect(codes.length).toBeGreaterThan(60);
      for (const code of codes) expect(await page.locator(`h3[id="${code}"]`).count(), code).toBe(1);
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: `results/${colorScheme}-rules.png` });
      await page.setViewportSize({ width: 390, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(wide).toBe(false);
      await page.screenshot({ path: `results/${colorScheme}-rules-small.png` });
    });
  });
}
