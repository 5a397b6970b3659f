// Links: what is there goes along, opens at the same moment, and takes nothing away that was written before.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test, violations } from "../fixtures";
import { Playground } from "../pages/playground";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** The fragment of a link that a key copies. */
async function copied(page: Page): Promise<string> {
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.locator("#button-share")).toHaveText("Copied");
  const link = await clipboard(page);
  expect(link).toMatch(/^http.*#1\.d\.[\w-]+$/);
  return new URL(link).hash;
}

/** Job 2 fails, and the run is paused after some events, with a state inspected and a breakpoint. */
async function situation(playground: Playground) {
  const { page } = playground;
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await playground.state("LogError").click();
  await page.keyboard.press("F9");
  for (let step = 0; step < 6; step++) await page.keyboard.press("]");
  await playground.tab("History");
}

async function expectSituation(playground: Playground, at: string) {
  await expect(playground.position).toHaveText(at);
  await expect(playground.node("LogError").locator(".breakpoint")).toBeVisible();
  await expect(playground.inspector).toContainText("LogError");
  await expect(playground.page.getByRole("tab", { name: "History" })).toHaveAttribute("aria-selected", "true");
  await expect(playground.page.locator("#button-scenarios")).toContainText("Your outcomes");
}

test("a link opens at the moment that it was copied at", async ({ page, context }) => {
  const playground = new Playground(page);
  await situation(playground);
  const at = (await playground.position.textContent()) ?? "";
  const link = await copied(page);
  expect(link.length).toBeLessThan(1_500);

  const other = await context.newPage();
  await other.goto(`./${link}`);
  const opened = new Playground(other);
  await expectSituation(opened, at);
  await expect(other.locator("#button-examples")).toHaveText("Shared link");
  await expect(other).toHaveURL(new RegExp(`${link.replaceAll(".", "\\.")}$`));
  // The same situation is the same link.
  expect(await copied(other)).toBe(link);
});

test("a link takes nothing away that was written, not even across a reload", async ({ page }) => {
  const playground = new Playground(page);
  await situation(playground);
  const link = await copied(page);
  await page.locator("#button-scenarios").click();
  await page.getByRole("menuitemradio", { name: "All jobs succeed" }).click();
  await playground.tab("Input");
  await playground.write(playground.input, '{"jobs": "mine"}');

  await page.goto("about:blank");
  await page.goto(`./${link}`);
  await expect(playground.node("LogError").locator(".breakpoint")).toBeVisible();
  await page.reload();
  await expect(playground.node("LogError").locator(".breakpoint")).toBeVisible();
  await page.screenshot({ path: "results/share-opened.png" });
  await page.getByRole("button", { name: "Back to Glue pipeline" }).click();
  await playground.tab("Input");
  await expect(playground.input).toContainText("mine");
  await expect(page).toHaveURL(/#example\/glue-pipeline$/);
  await page.goBack();
  await expect(page.locator("#button-examples")).toHaveText("Shared link");
});

test("what is edited in a link is kept, the address does not name the link any more, and the link opens as it was made", async ({ page }) => {
  const playground = new Playground(page);
  await situation(playground);
  const link = await copied(page);
  await page.goto("about:blank");
  await page.goto(`./${link}`);
  await playground.tab("Input");
  await playground.write(playground.input, '{"jobs": "edited"}');
  await expect.poll(() => new URL(page.url()).hash).toBe("");
  await page.reload();
  await playground.tab("Input");
  await expect(playground.input).toContainText("edited");

  // The same link again: as it was made, with one's own version one click away, across a reload too.
  await page.goto(`./${link}`);
  await playground.tab("Input");
  await expect(playground.input).not.toContainText("edited");
  await page.reload();
  await page.getByRole("button", { name: "Back to my version" }).click();
  await playground.tab("Input");
  await expect(playground.input).toContainText("edited");
  await page.getByRole("button", { name: "Reset example" }).click();
  await expect(page).toHaveURL(new RegExp(`${link.replaceAll(".", "\\.")}$`));
});

test("a link pasted into the open page opens, and Back leads back", async ({ page }) => {
  const playground = new Playground(page);
  await situation(playground);
  const link = await copied(page);
  await playground.openExample("Saga with compensation");
  await page.evaluate((hash) => {
    location.hash = hash;
  }, link);
  await expect(playground.node("RunGlueJob")).toBeVisible();
  await page.goBack();
  await expect(playground.node("ChargeCard")).toBeVisible();
  await page.goForward();
  await expect(playground.node("RunGlueJob")).toBeVisible();
  await expect(page.getByRole("button", { name: "Back to Saga with compensation" })).toBeVisible();
});

test("a broken link says what is wrong and keeps what was written", async ({ page }) => {
  const playground = new Playground(page);
  await situation(playground);
  const link = await copied(page);
  const note = page.locator(".toast");
  const broken: [string, string][] = [
    [link.slice(0, -40), "ends too early"],
    [`#7${link.slice(2)}`, 'of version "7"'],
    [link.replace("#1.d", "#1.zz"), 'packed as "zz"'],
    [`${link.slice(0, 40)}AAAA${link.slice(44)}`, "damaged"],
    ["#1.d.CA1b-O3BsQ2AMAwAsN6SD7ohXmEtSFnCwob6ew-p7T_G_WTll2_F2Wc7LgAAAAAAAAAA2MAC", "more than 2 MB"],
  ];
  for (const [address, why] of broken) {
    await page.goto("about:blank");
    await page.goto(`./${address}`);
    await expect(note).toContainText(why);
    await expect(note).toContainText("What you had written is as you left it.");
    await expect(playground.chip("RunGlueJob", 2)).toHaveAttribute("data-outcome", "fails");
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await page.screenshot({ path: "results/share-broken-390.png" });
  await page.setViewportSize({ width: 1440, height: 900 });
  // An edit makes the address true again.
  await playground.tab("Input");
  await playground.write(playground.input, "{}");
  await expect(page).toHaveURL(/#example\/glue-pipeline$/);
});

test("the dialog copies every form, by keyboard, and says so in place", async ({ page }) => {
  const playground = new Playground(page);
  await situation(playground);
  const button = page.getByRole("button", { name: "Share", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Share" });
  const first = dialog.getByRole("button", { name: "Copy Link", exact: true });
  await expect(first).toBeFocused();
  await expect(dialog).toContainText("Nothing leaves your browser");
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: "results/share.png" });
  await page.keyboard.press("Enter");
  await expect(first).toHaveText("Copied");
  const link = await clipboard(page);

  const form = async (name: string): Promise<string> => {
    const copy = dialog.getByRole("button", { name: `Copy ${name}`, exact: true });
    await copy.click();
    await expect(copy).toHaveText("Copied");
    return clipboard(page);
  };
  expect(await form("Markdown link")).toBe(`[Glue pipeline: ${(await dialog.locator(".share-what").textContent())?.replace("Glue pipeline: ", "")}](${link})`);
  expect(await form("Markdown with the diagram")).toMatch(/^```mermaid\nstateDiagram-v2[\s\S]*RunGlueJob[\s\S]*\n```\n\n\[Glue pipeline/);
  const payload = new URL(link).hash.slice(1);
  expect(await form("HTML embed")).toContain(`/player.js"></script>\n<asl-player link="${payload}"><pre><code class="language-asl">{\n`);
  expect(await form("Frame")).toMatch(new RegExp(`^<iframe src="http[^"]*/embed\\.html#${payload}" title="Glue pipeline: `));
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test("a file opens as the link would", async ({ page }) => {
  const playground = new Playground(page);
  await situation(playground);
  const at = (await playground.position.textContent()) ?? "";
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save a file" }).click()]);
  expect(download.suggestedFilename()).toBe("state-machine.playstate.json");
  const file = await readFile(await download.path());
  await page.keyboard.press("Escape");

  await playground.openExample("Saga with compensation");
  await playground.tab("Scenarios");
  await page.getByRole("button", { name: /^Import/ }).click();
  const dialog = page.getByRole("dialog", { name: "Import scenarios" });
  await dialog.locator("input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: file });
  await expect(dialog.getByRole("textbox")).toHaveValue(/RunGlueJob/);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expectSituation(playground, at);
});

test("a link too long for chat tools says so, and a file is offered", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  let seed = 7;
  const noise = Array.from({ length: 3_000 }, () => (seed = (seed * 16_807) % 2_147_483_647).toString(36)).join(" ");
  await playground.tab("Input");
  await playground.write(playground.input, JSON.stringify({ noise }));
  await page.keyboard.press("ControlOrMeta+s");
  const dialog = page.getByRole("dialog", { name: "Share" });
  await expect(dialog).toContainText(/This link has \d+\.\d kB\. Many chat tools and forums cut or refuse one beyond 8 kB; a file arrives whole\./);
  await expect(dialog.getByRole("button", { name: "Save a file" })).toBeVisible();
  await page.screenshot({ path: "results/share-long.png" });
});

test("where the clipboard is refused, the text is there to be copied by hand", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
  });
  const playground = new Playground(page);
  await playground.open();
  await page.keyboard.press("ControlOrMeta+s");
  const dialog = page.getByRole("dialog", { name: "Share" });
  const field = dialog.getByRole("textbox", { name: /copy it by hand/ });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(/#1\.d\./);
  await dialog.getByRole("button", { name: "Copy Frame" }).click();
  await expect(dialog.getByRole("button", { name: "Copy Frame" })).toHaveText("Failed");
  await expect(field).toHaveValue(/^<iframe/);
  await page.screenshot({ path: "results/share-refused.png" });
});
