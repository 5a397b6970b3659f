// The iframe page: the same player for hosts that forbid script, and what the two pages say to each other.
import { expect, test as base, violations } from "../fixtures";
import { Host, link, Player } from "../pages/host";

const test = base.extend<{ host: Host }>({
  host: async ({ page, baseURL }, use) => use(new Host(page, baseURL ?? "")),
});

const PIPELINE = link("v1-d-pipeline").link;

/** Keeps what the iframe tells, as hosts listen to it. */
const LISTEN = `<script>
  window.told = [];
  addEventListener("message", (event) => {
    const frame = document.querySelector("iframe");
    if (event.source !== frame.contentWindow) return;
    told.push(event.data);
    if (event.data?.type === "playstate:height" && Number.isFinite(event.data.height)) frame.height = event.data.height;
  });
</script>`;

type Told = { type: string; height?: number; cursor?: number; length?: number };

async function told(host: Host): Promise<Told[]> {
  return host.page.evaluate(() => (window as unknown as { told: Told[] }).told);
}

async function ask(host: Host, message: unknown) {
  await host.page.evaluate((message) => document.querySelector("iframe")!.contentWindow!.postMessage(message, "*"), message);
}

function inside(host: Host): Player {
  return new Player(host.page.frameLocator("iframe").locator("asl-player"));
}

test("a link plays in a frame, which tells its height and takes commands", async ({ host }) => {
  await host.open(`<iframe title="A pipeline" width="700" src="./embed.html?panels=diagram,timeline&theme=dark#${PIPELINE.slice(1)}"></iframe>`, {
    head: LISTEN,
    script: false,
  });
  const player = inside(host);
  await player.expectReady();
  await expect(player.element.locator(".root")).toHaveAttribute("data-scheme", "dark");
  await expect(player.element.getByRole("region", { name: "Timeline" })).toBeVisible();
  await expect.poll(async () => (await told(host)).some(({ type }) => type === "playstate:ready")).toBe(true);
  await expect.poll(async () => (await host.page.locator("iframe").boundingBox())?.height ?? 0).toBeGreaterThan(300);
  const scrolls = await player.element.evaluate(() => document.documentElement.scrollHeight > innerHeight + 1);
  expect(scrolls).toBe(false);
  await ask(host, { type: "playstate:seek", cursor: 3 });
  await expect(player.position).toHaveText(/^event 3 of/);
  await ask(host, { type: "playstate:step" });
  await expect(player.position).toHaveText(/^event 4 of/);
  const changes = (await told(host)).filter(({ type }) => type === "playstate:statechange");
  expect(changes.map(({ cursor }) => cursor)).toEqual([3, 4]);
  for (const message of [null, "playstate:seek", { type: "playstate:seek", cursor: "1" }, { type: "seek", cursor: 1 }, { type: "playstate:play ", cursor: 1 }, [1]]) {
    await ask(host, message);
  }
  await host.page.waitForTimeout(200);
  await expect(player.position).toHaveText(/^event 4 of/);
});

test("only its parent is listened to", async ({ host }) => {
  await host.open(`<iframe title="A pipeline" src="./embed.html#${PIPELINE.slice(1)}"></iframe><iframe title="Another" srcdoc=""></iframe>`, { script: false });
  const player = new Player(host.page.frameLocator("iframe[title='A pipeline']").locator("asl-player"));
  await player.expectReady();
  const before = await player.position.textContent();
  await host.page.evaluate(() => {
    const other = document.querySelectorAll("iframe")[1]!.contentWindow as Window & { eval(code: string): void };
    other.eval("parent.frames[0].postMessage({ type: 'playstate:seek', cursor: 2 }, '*')");
  });
  await host.page.waitForTimeout(300);
  await expect(player.position).toHaveText(before ?? "");
});

test("it runs in a sandbox without an origin", async ({ host }) => {
  await host.open(`<iframe title="A pipeline" sandbox="allow-scripts" width="700" height="500" src="./embed.html#${PIPELINE.slice(1)}"></iframe>`, {
    head: LISTEN,
    script: false,
  });
  await inside(host).expectReady();
  await expect.poll(async () => (await told(host)).some(({ type }) => type === "playstate:height")).toBe(true);
});

test("alone it is a page like any other, and leaves nothing behind", async ({ page, baseURL }) => {
  const url = new URL(`embed.html?panels=diagram+code${PIPELINE}`, baseURL).href;
  await page.goto(url);
  const player = new Player(page.locator("asl-player"));
  await player.expectReady();
  await player.button("Step back").click();
  expect(page.url()).toBe(url);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie, history.length])).toEqual([0, 0, "", 2]);
  await expect(page).toHaveTitle("State machine · Playstate");
  expect((await violations(page)).filter((found) => !/^(page-has-heading-one|landmark-one-main|region)/.test(found))).toEqual([]);
});

test("what a query may not decide is left alone", async ({ page, baseURL, troubles }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(new URL(`embed.html?src=https://example.org/x.json&playground=https://example.org/&link=%231.d.AAAA${PIPELINE}`, baseURL).href);
  const player = new Player(page.locator("asl-player"));
  await player.expectReady();
  const href = await player.element.getByRole("link", { name: "Open in Playstate" }).getAttribute("href");
  expect(href?.startsWith(baseURL ?? "")).toBe(true);
  expect(requests.filter((request) => new URL(request).hostname.includes("example"))).toEqual([]);
  expect(troubles).toEqual([]);
});

test("a link that does not open says so", async ({ page, baseURL }) => {
  await page.goto(new URL("embed.html#nonsense", baseURL).href);
  await expect(new Player(page.locator("asl-player")).notice).toContainText("This link does not open.");
});
