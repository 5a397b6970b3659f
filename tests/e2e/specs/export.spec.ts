// The diagram to take along.
import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";

async function saved(playground: Playground, item: string): Promise<[string, Buffer]> {
  const { page } = playground;
  await page.getByRole("button", { name: "Export the diagram" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
  return [download.suggestedFilename(), await readFile(await download.path())];
}

test("saves pictures, bare and as the run stands", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await page.keyboard.press("End");
  const [name, svg] = await saved(playground, "SVG, as the run stands");
  expect(name).toBe("glue-pipeline.svg");
  expect(svg.toString()).toMatch(/^<svg [\s\S]*RunGlueJob[\s\S]*<\/svg>$/);
  const [, bare] = await saved(playground, "SVG, bare");
  expect(bare.toString()).not.toBe(svg.toString());
  const [picture, png] = await saved(playground, "PNG, as the run stands");
  expect(picture).toBe("glue-pipeline.png");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.length).toBeGreaterThan(5_000);
});

test("copies the machine as Mermaid", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole("button", { name: "Export the diagram" }).click();
  await page.getByRole("menuitem", { name: "Copy as Mermaid" }).click();
  await expect(playground.live).toContainText("copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^stateDiagram-v2[\s\S]*RunGlueJob/);
});
