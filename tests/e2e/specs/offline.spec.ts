// After the first visit the page needs no network, JSONata and the gallery included.
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";

test.use({ serviceWorkers: "allow" });

test("opens, runs and shows examples without a network", async ({ page, context, troubles }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const controlled = () => navigator.serviceWorker.controller !== null;
    while (!controlled()) await new Promise((resolve) => setTimeout(resolve, 50));
  });

  await context.setOffline(true);
  await page.reload();
  await expect(playground.position).toHaveText(/^event 1 of \d+$/);
  await playground.playToEnd();
  await expect(playground.result).toContainText("SUCCEEDED");
  await playground.openExample("JSONata and variables");
  await page.keyboard.press("End");
  await expect(playground.result).toBeVisible();
  // The page itself is looked for on the network first.
  troubles.splice(0, troubles.length, ...troubles.filter((trouble) => !trouble.includes("ERR_INTERNET_DISCONNECTED")));
});

test("can be installed", async ({ page }) => {
  await page.goto("./");
  const manifest = await page.evaluate(async () => {
    const href = document.querySelector<HTMLLinkElement>("link[rel=manifest]")?.href ?? "";
    const text = await (await fetch(href)).text();
    const parsed = JSON.parse(text) as { icons: { src: string }[] };
    const icons = await Promise.all(parsed.icons.map(async (icon) => (await fetch(new URL(icon.src, href))).ok));
    return { icons };
  });
  expect(manifest.icons).toEqual([true, true, true]);
});
