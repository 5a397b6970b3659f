// A task's result can be an expression over what the task was sent.
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

test("an expression answers each item with its own result, and is checked while it is typed", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.state("RunGlueJob").click();
  await playground.inspector.getByLabel("Item").selectOption("All");
  const result = playground.inspector.getByLabel("Result: JSON, or {% JSONata %}");
  await result.fill("{% {'JobRunState': 'SUCCEEDED', 'Of': $states.input.JobName} %}");
  await playground.button("To the last event").click();
  await expect(playground.result).toContainText("SUCCEEDED");
  await playground.state("RunGlueJob").click();
  await expect(playground.inspector.locator('[data-field="Result"]')).toContainText('"Of"');

  await result.fill("{% $states.input. %}");
  const problem = playground.inspector.locator(".field-problem");
  await expect(problem).toContainText("Unexpected end of expression, at character 15");
  await expect(problem).toContainText("The last result that could be read is in use");
  await expect(playground.result).toContainText("SUCCEEDED");
  expect(await violations(page)).toEqual([]);
});

test("an expression that cannot be evaluated is a problem of the outcome, not of the execution", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.state("RunGlueJob").click();
  await playground.inspector.getByLabel("Item").selectOption("2");
  await playground.inspector.getByLabel("Result: JSON, or {% JSONata %}").fill("{% $states.input.JobName + 1 %}");
  await playground.button("To the last event").click();
  await expect(playground.result).toHaveAttribute("data-ending", "stopped");
  await expect(playground.result).toContainText("The outcome of the task 'RunGlueJob' for item 2 cannot be used.");
  await expect(page.locator('.node[data-phase="failed"]')).toHaveCount(0);
  await page.screenshot({ path: "results/unusable-outcome.png" });

  await playground.tab("Scenarios");
  await page.getByRole("combobox", { name: "Expected of Your outcomes" }).selectOption("FAILED");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.locator("tr[data-active=true]")).toContainText("cannot be used");
  await page.reload();
  await playground.button("To the last event").click();
  await expect(playground.result).toContainText("cannot be used");
});

test("what is typed for one item is not shown for another, nor in another scenario", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.state("RunGlueJob").click();
  const item = playground.inspector.getByLabel("Item");
  const result = playground.inspector.getByLabel("Result: JSON, or {% JSONata %}");
  await item.selectOption("2");
  await result.fill('{"a":1}');
  await expect(result).toHaveValue('{"a":1}');
  await item.selectOption("3");
  await expect(result).toHaveValue("");
  await item.selectOption("2");
  await expect(result).toHaveValue('{\n  "a": 1\n}');
  await result.fill("{broken");
  await playground.tab("Scenarios");
  await page.getByRole("button", { name: "Take All jobs succeed" }).click();
  await expect(result).toHaveValue("");
});
