// Several scenarios beside one definition: taken, edited, expected, run together.
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";

test("whoever edits a scenario of the example gets a copy, and all are run", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await expect(page.locator("#button-scenarios")).toContainText("Your outcomes");

  await playground.tab("Scenarios");
  const rows = page.locator("table.scenarios tbody tr");
  const own = rows.filter({ has: page.getByRole("textbox", { name: "Name" }) });
  await expect(own).toHaveCount(1);
  await expect(own).toHaveAttribute("data-active", "true");
  await own.getByRole("textbox", { name: "Name" }).fill("The second job breaks");
  await own.getByRole("textbox", { name: "Name" }).press("Enter");
  await expect(page.locator("#button-scenarios")).toContainText("The second job breaks");

  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByTestId("verdicts")).toContainText("0 failed, 1 without expectation");
  await page.getByRole("combobox", { name: "Expected of The second job breaks" }).selectOption("FAILED");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByTestId("verdicts")).toContainText("1 failed");
  await expect(own).toContainText("status: expected FAILED, was SUCCEEDED");
  await page.screenshot({ path: "results/scenarios.png" });

  await page.getByRole("combobox", { name: "Expected of The second job breaks" }).selectOption("exactly what came of it");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByTestId("verdicts")).toContainText(/^\d+ passed, 0 failed$/);

  await page.reload();
  await expect(page.locator("#button-scenarios")).toContainText("The second job breaks");
});

test("scenarios are copied and removed, which can be undone", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.tab("Scenarios");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.locator("#button-scenarios")).toContainText("Every task succeeds");
  await page.getByRole("button", { name: "Remove Every task succeeds" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Every task succeeds");
});

test("a surprise is a scenario like any other", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.tab("Scenarios");
  await page.getByRole("button", { name: "Surprise me" }).click();
  await expect(page.locator("#button-scenarios")).toContainText(/Surprise \d+/);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue(/^Surprise \d+$/);
});
