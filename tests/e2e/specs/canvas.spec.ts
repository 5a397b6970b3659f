// The diagram's own tools: finding states, the minimap; and files dropped on the page.
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";
import { chain, open } from "../pages/session";

test("states are found by name, type and resource, and gone through", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.locator("body").press("/");
  const field = page.getByRole("searchbox", { name: "Find a state" });
  await expect(field).toBeFocused();
  await page.keyboard.type("task");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("1 state");
  await page.keyboard.press("Enter");
  await expect(playground.state("RunGlueJob")).toHaveAttribute("aria-current", "true");
  await field.fill("/");
  await expect(field).toHaveValue("/");
  await field.fill("pro");
  await page.keyboard.press("Enter");
  await expect(playground.state("ProcessJobs")).toHaveAttribute("aria-current", "true");
  await field.fill("no such state");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("no state");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(page.locator("#canvas")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+f");
  await expect(field).toBeFocused();
});

test("a large diagram has a minimap, and a found state is brought into sight", async ({ page }) => {
  const playground = new Playground(page);
  await open(playground, chain(60), {}, "Step 0");
  const map = page.locator(".minimap");
  await expect(map).toHaveCount(0);
  await page.locator("#canvas").press("1");
  await expect(map).toBeVisible();
  await expect(playground.node("Step 50")).not.toBeInViewport();
  await page.locator("body").press("/");
  await page.getByRole("searchbox", { name: "Find a state" }).fill("step 50");
  await page.keyboard.press("Enter");
  await expect(playground.node("Step 50")).toBeInViewport();
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("1 of 1");
  await page.keyboard.press("Escape");

  const box = await map.boundingBox();
  if (!box) throw new Error("the minimap is not there");
  await page.mouse.click(box.x + box.width / 2, box.y + 2);
  await expect(playground.node("Step 0")).toBeInViewport();
  await expect(playground.node("Step 50")).not.toBeInViewport();
  await page.mouse.move(box.x + box.width / 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 2, { steps: 4 });
  await page.mouse.up();
  await expect(playground.node("Step 59")).toBeInViewport();
  await page.keyboard.press("End");
  await expect(map.locator(".node[data-phase=succeeded]")).toHaveAttribute("d", /^M/);
});

/** Drops a file on the middle of the page. */
async function drop(playground: Playground, name: string, text: string) {
  await playground.page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      const target = document.querySelector(".pane-flow");
      for (const type of ["dragover", "drop"]) target?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text] as const,
  );
}

test("a dropped definition is opened, and what it replaced comes back", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await drop(playground, "hello.asl.yaml", "StartAt: Hello\nStates:\n  Hello:\n    Type: Pass\n    End: true\n");
  await expect(playground.node("Hello")).toBeVisible();
  await expect(playground.live).toHaveText("hello.asl.yaml is open as the definition.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(playground.node("ProcessJobs")).toBeVisible();
});

test("dropped scenarios are added, an input replaces the input, and other files are refused", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await drop(playground, "scenarios.json", '[{"name": "Dropped"}]');
  await expect(playground.live).toHaveText("1 scenario is added.");
  await drop(playground, "input.json", '{"glue_jobs": []}');
  await expect(playground.live).toHaveText("input.json is the input now.");
  await drop(playground, "notes.txt", "just words");
  await expect(page.locator(".toast").first()).toContainText("notes.txt is no definition");
});
