// What a state sees beside its input, and what an expression of it would give.
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

test("the context object is shown as the state saw it", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button("To the last event").click();
  await playground.state("RunGlueJob").click();
  const context = playground.inspector.locator('[data-field="Context object"]');
  await context.locator("summary").click();
  await expect(context).toContainText('"Index": 2');
  await expect(context).toContainText('"Token"');
  await expect(context).toContainText('"RetryCount": 0');
  await playground.inspector.getByRole("button", { name: "Previous visit" }).click();
  await expect(context).toContainText('"Index": 1');
  expect(await violations(page)).toEqual([]);
});

test("an expression is tried on what the state sees at the cursor", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button("To the last event").click();
  await playground.state("RunGlueJob").click();
  const region = playground.inspector.getByRole("region", { name: "Try an expression" });
  const text = region.getByRole("textbox", { name: "Expression in JSONPath" });
  await text.fill("States.Format('{} of {}', $.job_id, $$.Map.Item.Index)");
  await expect(region.locator(".tried")).toContainText('"JOB003 of 2"');
  await playground.inspector.getByRole("button", { name: "Previous visit" }).click();
  await expect(region.locator(".tried")).toContainText('"JOB002 of 1"');

  await text.fill("$.JobName");
  await expect(region.locator(".tried")).toContainText("could not be found in the input");
  await region.getByRole("combobox").selectOption("Parameters");
  await expect(region.locator(".tried")).toContainText('"ingestion_etl_job"');
  await text.fill("$.JobName[");
  await expect(region.locator(".tried")).toContainText("At character 11.");
  await text.fill('{"name.$": "$.JobName"}');
  await expect(region.locator(".tried")).toContainText('"name": "ingestion_etl_job"');
  await region.scrollIntoViewIfNeeded();
  await page.screenshot({ path: "results/try-expression.png" });

  await playground.state("ProcessJobs").click();
  await expect(text).toHaveValue('{"name.$": "$.JobName"}');
  expect(await violations(page)).toEqual([]);
});

test("the history says how much of its limit is used, and warns near it", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.tab("History");
  await expect(page.getByTestId("history-size")).toHaveText(/^\d+ of 25,000 events$/);
  await expect(page.locator(".near-limit")).toHaveCount(0);
  const machine = {
    StartAt: "Each",
    States: { Each: { Type: "Map", ItemsPath: "$.items", End: true, ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } } } },
  };
  await playground.write(playground.definition, JSON.stringify(machine));
  await expect(playground.node("Each")).toBeVisible();
  await page.getByRole("tab", { name: "Input" }).click();
  await playground.write(playground.input, JSON.stringify({ items: Array.from({ length: 5200 }, () => 0) }));
  await expect(page.locator(".near-limit")).toContainText("20,806 of the 25,000");
  await page.screenshot({ path: "results/near-limit.png" });
});
