// Only what changes is touched: with many states and many events, an event changes a few elements.
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";
import { chain, open } from "../pages/session";

test("a step touches the states that it changes, and no other", async ({ page }) => {
  const playground = new Playground(page);
  await open(playground, chain(300), {}, "Step 0");
  const touched = await page.evaluate(async () => {
    const nodes = new Set<string>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const node = (target as Element).closest?.(".node");
        if (node) nodes.add(node.getAttribute("data-state") ?? "");
      }
    });
    observer.observe(document.querySelector(".diagram") as Element, { subtree: true, childList: true, attributes: true, characterData: true });
    const scrubber = document.querySelector(".scrubber") as HTMLInputElement;
    for (let cursor = 40; cursor < 60; cursor += 1) {
      nodes.clear();
      scrubber.value = String(cursor);
      scrubber.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) => setTimeout(done, 100));
    }
    return [...nodes];
  });
  expect(touched.length).toBeLessThanOrEqual(2);
});

test("only the rows in sight exist", async ({ page }) => {
  const playground = new Playground(page);
  await open(playground, chain(300), {}, "Step 0");
  expect(await page.locator(".timeline-name").count()).toBeLessThan(40);
  await page.locator(".timeline").evaluate((timeline) => timeline.scrollTo(0, timeline.scrollHeight));
  await expect(page.locator(".timeline-name").filter({ hasText: /^Step 299$/ })).toBeVisible();
});
