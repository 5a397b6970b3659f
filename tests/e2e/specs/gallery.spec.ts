// The gallery: found by feature, opened by keyboard and by address, and nothing written is lost to it.
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

test("an example is found by a feature and opened by the keyboard alone", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.locator("#button-examples").focus();
  await page.keyboard.press("Enter");
  const gallery = page.getByRole("dialog", { name: "Examples" });
  const search = gallery.getByRole("searchbox", { name: "Search examples" });
  await expect(search).toBeFocused();
  await expect(gallery.getByRole("status")).toHaveText("16 examples");
  await page.keyboard.type("token");
  await expect(gallery.getByRole("status")).toHaveText("1 example");
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: "results/gallery-search.png" });
  await page.keyboard.press("ArrowDown");
  await expect(playground.example("Approval by a person")).toBeFocused();
  await page.keyboard.press("Enter");

  await expect(gallery).toBeHidden();
  await expect(playground.node("AskForApproval")).toBeVisible();
  await expect(page).toHaveURL(/#example\/human-approval$/);
  await expect(page.locator("#button-examples")).toHaveText("Approval by a person");
  await playground.playToEnd();
  await expect(playground.result).toContainText("SUCCEEDED");
});

test("features filter the list, and the open example says what to try", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const gallery = await playground.openGallery();
  await expect(gallery.getByRole("region", { name: "Glue pipeline: what to try" }).getByRole("listitem")).toHaveCount(4);
  await page.screenshot({ path: "results/gallery.png" });
  const feature = gallery.getByRole("button", { name: "JSONata", exact: true });
  await feature.click();
  await expect(feature).toHaveAttribute("aria-pressed", "true");
  await expect(gallery.locator(".gallery-item").first()).toContainText("JSONata and variables");
  await feature.click();
  await expect(gallery.getByRole("status")).toHaveText("16 examples");
  await gallery.getByRole("searchbox").fill("no such thing");
  await expect(gallery.getByRole("status")).toHaveText("No example has all of these words.");
  // Escape empties the search first, as in every search field.
  await page.keyboard.press("Escape");
  await expect(gallery.getByRole("status")).toHaveText("16 examples");
  await page.keyboard.press("Escape");
  await expect(gallery).toBeHidden();
});

test("an address opens its example, at first and later, and Back leads back", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto("./#example/saga");
  await expect(playground.node("ChargeCard")).toBeVisible();
  await page.evaluate(() => {
    location.hash = "#example/polling-loop";
  });
  await expect(playground.node("WaitAWhile")).toBeVisible();
  await page.goBack();
  await expect(playground.node("ChargeCard")).toBeVisible();
  await page.reload();
  await expect(playground.node("ChargeCard")).toBeVisible();
});

test("the example that was open last opens again, with what was written", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.openExample("Saga with compensation");
  await playground.tab("Input");
  await playground.write(playground.input, '{"trip_id": "T-1", "city": "Oslo", "nights": 1, "price": 1}');
  await page.goto("about:blank");
  await page.goto("./");
  await expect(playground.node("ChargeCard")).toBeVisible();
  await playground.tab("Input");
  await expect(playground.input).toContainText("Oslo");
});

test("opening an example takes nothing away that was written", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 3, /^Times out/);
  await playground.openExample("Saga with compensation");
  const note = page.locator(".toast");
  await expect(note).toContainText("“Saga with compensation” is open. Your changes to “Glue pipeline” are kept.");
  await note.getByRole("button", { name: "Undo" }).click();
  await expect(playground.chip("RunGlueJob", 3)).toHaveAttribute("data-outcome", "times-out");
  await expect(page).toHaveURL(/#example\/glue-pipeline$/);
});

test("a scenario brings its own input, and outcomes are consumed run by run", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto("./#example/choice-routing");
  await expect(playground.node("RouteOrder")).toBeVisible();
  await page.locator("#button-scenarios").click();
  await page.getByRole("menuitemradio", { name: "An order with dangerous goods" }).click();
  await playground.tab("Input");
  await expect(playground.input).toContainText("HAZMAT-11");
  await playground.button("To the last event").click();
  await playground.expectPhase("PrepareCustoms", "succeeded");

  await playground.openExample("Poll until it is done");
  await page.keyboard.press("End");
  expect(await playground.bars("GetAnalysis")).toHaveLength(3);
});

test("an address of no example opens the page, and says so", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto("./#example/no-such-thing");
  await expect(playground.node("ProcessJobs")).toBeVisible();
  const note = page.locator(".toast");
  await expect(note).toContainText("could not be loaded");
  await note.getByRole("button", { name: "Close" }).click();
  await expect(note).toBeHidden();
});
