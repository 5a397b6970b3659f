// The page around the app: its policy, its theme, and what it says when the app cannot start.
import { expect, test, violations } from "../fixtures";

test("starts under its policy, with nothing inline", async ({ page }) => {
  await page.goto("./");
  await expect(page.locator("#shell")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);

  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(await page.locator("script:not([src])").count()).toBe(0);
  expect(await page.locator("head style").count()).toBe(0);
});

test("the policy is in force", async ({ page, troubles }) => {
  await page.goto("./");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.head.append(script);
  });
  expect(await page.evaluate(() => "injected" in window)).toBe(false);
  await expect.poll(() => troubles.filter((trouble) => trouble.startsWith("policy: script-src")).length).toBe(1);
  troubles.length = 0;
});

test("has no accessibility violations", async ({ page }) => {
  await page.goto("./");
  await expect(page.locator(".cm-content").first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test.describe("theme", () => {
  test("is the system's unless the user chose", async ({ page }) => {
    await page.goto("./");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  });

  test("is the chosen one before the first paint", async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem("playstate.theme", "dark"));
    await page.route("**/*_bg.wasm", () => {});
    await page.goto("./", { waitUntil: "commit" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
  });
});

test.describe("when the app cannot start", () => {
  test("says that it is loading", async ({ page }) => {
    await page.route("**/*_bg.wasm", () => {});
    await page.goto("./");
    await expect(page.getByRole("status")).toHaveText("Loading the playground …");
    expect(await violations(page)).toEqual([]);
  });

  test("offers to try again when a download fails", async ({ page, troubles }) => {
    await page.route("**/*_bg.wasm", (route) => route.abort());
    await page.goto("./");
    await expect(page.getByRole("status")).toContainText("could not be downloaded");
    expect(await violations(page)).toEqual([]);

    await page.unroute("**/*_bg.wasm");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("#shell")).toHaveCount(0);
    troubles.length = 0;
  });

  test("tells of a browser without WebAssembly", async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "WebAssembly", { value: undefined });
    });
    await page.goto("./");
    await expect(page.getByRole("status")).toContainText("has no WebAssembly");
  });

  test("tells when WebAssembly is blocked", async ({ page, troubles }) => {
    const strict = (html: string) => html.replace(" 'wasm-unsafe-eval'", "");
    await page.route("./", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: strict(await response.text()) });
    });
    await page.goto("./");
    await expect(page.getByRole("status")).toContainText("is blocked");
    troubles.length = 0;
  });

  test("needs no script to say that it needs script", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
    const page = await context.newPage();
    await page.goto("./");
    await expect(page.locator("noscript p")).toBeVisible();
    await expect(page.getByRole("status")).toBeHidden();
    await context.close();
  });
});
