// The built files work below any path: everything they ask for, and what they keep, lies below it, too.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test as base } from "../fixtures";
import { Playground } from "../pages/playground";

const PATH = "/a/b/";

/** Gives the page out below a path, and nothing above it. */
const test = base.extend({
  baseURL: async ({ baseURL }, use) => {
    const server = createServer((request, response) => {
      const path = request.url ?? "/";
      if (!path.startsWith(PATH)) {
        response.writeHead(404).end();
        return;
      }
      void fetch(new URL(path.slice(PATH.length), baseURL)).then(async (answer) => {
        response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
        response.end(Buffer.from(await answer.arrayBuffer()));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`);
    server.closeAllConnections();
    server.close();
  },
});

test.use({ serviceWorkers: "allow" });

test("runs, shows examples and keeps itself below a path", async ({ page, context, troubles }) => {
  const outside: string[] = [];
  context.on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol === "http:" && !pathname.startsWith(PATH)) outside.push(pathname);
  });
  const playground = new Playground(page);
  await playground.open();
  await playground.openExample("JSONata and variables");
  await page.keyboard.press("End");
  await expect(playground.result).toBeVisible();

  const scope = await page.evaluate(async () => {
    const { scope } = await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
    return new URL(scope).pathname;
  });
  expect(scope).toBe(PATH);
  expect(outside).toEqual([]);

  await context.setOffline(true);
  await page.goto("./");
  await expect(playground.position).toHaveText(/^event 1 of \d+$/);
  // The page itself is looked for on the network first.
  troubles.splice(0, troubles.length, ...troubles.filter((trouble) => !trouble.includes("ERR_INTERNET_DISCONNECTED")));
});

test("a page beside it loads the player from below the path", async ({ page, baseURL }) => {
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><script type="module" src="${PATH}player.js"></script>
        <asl-player><pre><code>{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}</code></pre></asl-player>`,
    }),
  );
  await page.goto(new URL("/host.html", baseURL).href);
  await expect(page.locator("asl-player").getByRole("button", { name: "Play", exact: true })).toBeVisible();
});
