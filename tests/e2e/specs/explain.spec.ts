// Why a value is what it is, and what came in from elsewhere.
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";

test("a value leads back to the execution's input", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.keyboard.press("End");
  await playground.state("RunGlueJob").click();
  const parameters = playground.inspector.locator("[data-field=Parameters]");
  await parameters.getByRole("option", { name: /--job_id/ }).click();
  const chain = playground.inspector.getByRole("region", { name: "Where the value comes from" });
  await expect(chain).toContainText("$.job_id");
  await expect(chain.getByRole("listitem").last()).toContainText("Execution input.glue_jobs");
  await chain.getByRole("button", { name: "Show in the definition" }).first().click();
  await expect(page.locator(".pane-code .cm-activeLine").first()).toContainText("--job_id.$");

  await parameters.getByRole("listbox").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(chain).toContainText("It stands in Parameters.");
});

test("a recorded history plays again, and its outcomes can be changed", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await playground.tab("History");
  await page.getByRole("button", { name: "Copy the history as GetExecutionHistory lists it" }).click();
  const history = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(history).events[0].type).toBe("ExecutionStarted");

  await page.getByRole("button", { name: "Open a recorded history …" }).click();
  const dialog = page.getByRole("dialog", { name: "Import scenarios" });
  await dialog.getByRole("textbox", { name: "As JSON" }).fill('{"events": [{"id": 1}]}');
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByRole("alert")).not.toBeEmpty();
  await dialog.getByRole("textbox", { name: "As JSON" }).fill(history);
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("#button-scenarios")).toContainText("Recorded execution");
  await expect(playground.chip("RunGlueJob", 2)).toHaveAttribute("data-outcome", "fails");
  await page.keyboard.press("End");
  await expect(playground.result).toContainText("SUCCEEDED");
});
