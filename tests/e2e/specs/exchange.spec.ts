// Scenarios and single states to take along, and to bring back.
import { readFileSync } from "node:fs";
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

test("the outcomes are saved as a MockConfigFile.json, which says what it leaves out", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await playground.tab("Scenarios");
  await page.getByRole("button", { name: "Export …" }).click();
  await page.screenshot({ path: "results/export-scenarios.png" });
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^Save MockConfigFile\.json/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("MockConfigFile.json");
  const text = readFileSync(await file.path(), "utf8");
  expect(Object.keys(JSON.parse(text).StateMachines.StateMachine.TestCases)).toContain("Your outcomes");
  await expect(page.locator(".toast")).toContainText("RunGlueJob: the outcome for item 2 alone");
  await page.locator(".toast").getByRole("button", { name: "Close" }).click();
  expect(await violations(page)).toEqual([]);
});

test("a state at the cursor is copied as a TestState call, which comes back as an outcome", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await playground.button("To the last event").click();
  await playground.state("RunGlueJob").click();
  await playground.inspector.getByRole("button", { name: "Previous visit" }).click();
  await playground.inspector.getByRole("button", { name: "Copy as TestState call" }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const call = JSON.parse(text);
  expect(call.stateName).toBe("RunGlueJob");
  expect(JSON.parse(call.input).job_id).toBe("JOB002");
  expect(call.mock.errorOutput.error).toBe("Glue.JobRunException");

  await playground.tab("Scenarios");
  await page.getByRole("button", { name: "Import …" }).click();
  const dialog = page.getByRole("dialog", { name: "Import scenarios" });
  await dialog.getByLabel("As JSON").fill(text);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.locator("#button-scenarios")).toContainText("TestState of RunGlueJob");
});

test("a TestState call for another state is a definition of its own, and can be undone", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const state = { Type: "Task", Resource: "arn:aws:states:::sns:publish", ResultPath: "$.sent", Next: "Then" };
  const call = { definition: JSON.stringify(state), input: '{"a":1}', mock: { result: '{"ok":true}' } };
  await playground.tab("Scenarios");
  await page.getByRole("button", { name: "Import …" }).click();
  const dialog = page.getByRole("dialog", { name: "Import scenarios" });
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "call.json", { type: "application/json" }));
    return data;
  }, JSON.stringify(call));
  await dialog.getByLabel("As JSON").dispatchEvent("drop", { dataTransfer: data });
  await expect(dialog.getByLabel("As JSON")).toHaveValue(JSON.stringify(call));
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(playground.node("Then")).toBeVisible();
  await playground.button("To the last event").click();
  await expect(playground.result.locator(".rest")).toHaveText('{"a":1,"sent":{"ok":true}}');
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(playground.node("ProcessJobs")).toBeVisible();
});
