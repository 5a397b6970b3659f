// JSONata is evaluated by a module of its own, which is downloaded only where a definition uses it.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

const data = (name: string) => readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8");
const DEFINITION = data("jsonata.asl.json");
const OUTPUT = data("jsonata.output.json").trim();
const MODULE = "**/asl-jsonata*";

/** The files of the module that the page asks for from now on. */
function requested(page: Page): string[] {
  const files: string[] = [];
  page.on("request", (request) => {
    const [name] = /asl-jsonata[^/]*$/.exec(request.url()) ?? [];
    if (name) files.push(name);
  });
  return files;
}

test("a definition in JSONata gives in the page what it gives natively, to the last digit", async ({ page }) => {
  const files = requested(page);
  const playground = new Playground(page);
  await playground.open();
  expect(files).toEqual([]);

  await playground.write(playground.definition, DEFINITION);
  await expect(playground.node("Each")).toBeVisible();
  await playground.button("To the last event").click();
  await expect(playground.result).toContainText("SUCCEEDED");
  await expect(playground.result.locator(".rest")).toHaveText(OUTPUT);
  expect(files.length).toBe(2);
});

test("a definition in JSONPath never downloads it", async ({ page }) => {
  const files = requested(page);
  const playground = new Playground(page);
  await playground.open();
  await playground.button("To the last event").click();
  await expect(playground.result).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(files).toEqual([]);
});

test("while it loads the last picture stays, and the page says what it waits for", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  let arrives = () => {};
  const arrival = new Promise<void>((resolve) => (arrives = resolve));
  await page.route(MODULE, async (route) => {
    await arrival;
    await route.continue();
  });
  await playground.write(playground.definition, DEFINITION);
  await expect(page.getByText("Loading JSONata …")).toBeVisible();
  await expect(playground.node("ProcessJobs")).toBeVisible();
  await expect(page.locator(".diagram")).not.toHaveClass(/stale/);
  await expect(page.locator("#definition-problems .problem[data-severity=error]")).toHaveCount(0);

  arrives();
  await expect(playground.node("Each")).toBeVisible();
  await expect(page.getByText("Loading JSONata …")).toHaveCount(0);
});

test("a download that fails is told, and can be tried again", async ({ page, troubles }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.route(MODULE, (route) => route.abort());
  await playground.write(playground.definition, DEFINITION);
  const note = page.getByRole("alert").filter({ hasText: "JSONata could not be loaded" });
  await expect(note).toBeVisible();
  await expect(playground.node("ProcessJobs")).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.unroute(MODULE);
  await note.getByRole("button", { name: "Try again" }).click();
  await expect(playground.node("Each")).toBeVisible();
  await expect(note).toHaveCount(0);
  troubles.length = 0;
});

test("a definition in JSONata is there again after a reload", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(playground.definition, DEFINITION);
  await expect(playground.node("Each")).toBeVisible();
  await page.reload();
  await expect(playground.node("Each")).toBeVisible();
  await expect(page.locator("#definition-problems .problem[data-severity=error]")).toHaveCount(0);
});

test("an expression that is no JSONata is found", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.write(playground.definition, DEFINITION.replace("$sqrt(2)", "$sqrt(2"));
  await expect(page.locator("#definition-problems .problem").filter({ hasText: "This is not JSONata" })).toBeVisible();
});
