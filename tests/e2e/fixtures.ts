// What every test of the page starts from: `test` opens no page by itself, but watches each one, and fails
// on anything that a page of ours must never do, whatever the test itself is about.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

type Fixtures = {
  /** What went wrong on the page so far. A test that provokes something removes what it expects. */
  troubles: string[];
};

export const test = base.extend<Fixtures>({
  troubles: [
    async ({ page, baseURL }, use) => {
      const troubles: string[] = [];
      await watch(page, baseURL ?? "", troubles);
      await use(troubles);
      expect(troubles, "errors, policy violations and requests to other origins").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Every accessibility violation that axe finds, in a form that reads well when a test fails. */
export async function violations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** What Playwright itself says where a test does not allow the service worker. */
const BLOCKED = "Service Worker registration blocked by Playwright";

async function watch(page: Page, baseURL: string, troubles: string[]) {
  const origin = new URL(baseURL).origin;
  page.on("console", (message) => {
    const isTrouble = message.type() === "error" || message.type() === "warning";
    if (isTrouble && message.text() !== BLOCKED) troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    const own = url.startsWith(origin) || url.startsWith("data:") || url.startsWith(`blob:${origin}`);
    if (!own) troubles.push(`request: ${url}`);
  });
  await page.exposeFunction("reportViolation", (text: string) => troubles.push(`policy: ${text}`));
  await page.addInitScript(() => {
    const report = (window as unknown as { reportViolation(text: string): void }).reportViolation;
    document.addEventListener("securitypolicyviolation", (event) => {
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`);
    });
  });
}
