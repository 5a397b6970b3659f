// `<asl-player>` in other people's pages: what readers see, what hosts can rely on.
import { expect, test as base, violations } from "../fixtures";
import { bare, Host, playerOf } from "../pages/host";

const test = base.extend<{ host: Host }>({
  host: async ({ page, baseURL }, use) => use(new Host(page, baseURL ?? "")),
});

const HELLO = {
  StartAt: "Hello",
  States: {
    Hello: { Type: "Pass", Next: "Pause" },
    Pause: { Type: "Wait", Seconds: 30, Next: "Done" },
    Done: { Type: "Succeed" },
  },
};

test("a machine plays in somebody's page", async ({ host }) => {
  await host.open(playerOf("glue-pipeline", 'scenario="Job 2 fails"'));
  const player = host.player();
  await player.expectReady();
  await expect(player.position).toHaveText("event 1 of 32");
  await expect(player.element.locator("pre")).toBeHidden();
  await player.button("To the last event").click();
  await expect(player.position).toHaveText("event 32 of 32");
  await expect(player.element.locator(".ending")).toHaveText("SUCCEEDED");
  await expect(player.node("RunGlueJob")).toHaveAttribute("data-phase", "succeeded");
  await expect(player.node("LogError")).toHaveAttribute("data-phase", "succeeded");
  await player.element.getByRole("combobox", { name: "Speed" }).selectOption("16");
  await player.button("Play").click();
  await expect(player.position).toHaveText("event 32 of 32");
  await expect(player.button("Play")).toBeVisible();
});

test("several players share one engine", async ({ host, page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await host.open([HELLO, HELLO, HELLO].map((machine) => bare(machine, 'loading="eager"')).join(""));
  for (const index of [0, 1, 2]) await host.player(index).expectReady();
  expect(requests.filter((url) => url.includes(".wasm"))).toHaveLength(1);
  expect(requests.filter((url) => url.includes("jsonata"))).toEqual([]);
});

test("a player loads when it comes near, not before", async ({ host, page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await host.open(`<div style="height: 5000px">Text</div>${bare(HELLO)}`);
  await page.waitForTimeout(500);
  await expect(host.player().element.locator("pre")).toBeVisible();
  expect(requests.filter((url) => url.includes(".wasm"))).toEqual([]);
  await page.mouse.wheel(0, 5000);
  await host.player().expectReady();
});

test("a definition in JSONata takes the other build, and only that", async ({ host, page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await host.open(playerOf("jsonata-variables"));
  await host.player().expectReady();
  const engines = requests.filter((url) => url.includes(".wasm"));
  expect(engines).toHaveLength(1);
  expect(engines[0]).toContain("jsonata");
  await host.player().button("To the last event").click();
  await expect(host.player().element.locator(".ending")).toHaveText("SUCCEEDED");
});

test("the host's address, history and storage stay as they are", async ({ host, page }) => {
  await host.open(playerOf("glue-pipeline", 'panels="diagram timeline data code history"'));
  const player = host.player();
  await player.expectReady();
  await player.button("Step forward").click();
  await player.state("RunGlueJob").click();
  await player.button("To the last event").click();
  const left = await page.evaluate(async () => ({
    url: location.href,
    history: history.length,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  const url = new URL("host.html", host.baseURL).href;
  // A blank page was there before.
  expect(left).toEqual({ url, history: 2, local: [], session: [], cookies: "", databases: [], caches: [], workers: 0 });
});

test("the wheel scrolls the page, over the diagram too", async ({ host, page }) => {
  await host.open(`${playerOf("saga")}<div style="height: 3000px"></div>`);
  await host.player().expectReady();
  await host.player().element.locator(".stage").hover();
  const world = host.player().element.locator(".world");
  const before = await world.getAttribute("style");
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(300);
  expect(await world.getAttribute("style")).toBe(before);
});

test("the diagram is zoomed by buttons and panned by dragging", async ({ host, page }) => {
  await host.open(playerOf("saga"));
  await host.player().expectReady();
  const world = host.player().element.locator(".world");
  const style = () => world.getAttribute("style");
  const first = await style();
  await host.player().element.getByRole("button", { name: "Zoom in" }).click();
  const second = await style();
  expect(second).not.toBe(first);
  const box = (await host.player().element.locator(".stage").boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 100, { steps: 4 });
  await page.mouse.up();
  expect(await style()).not.toBe(second);
  await host.player().element.getByRole("button", { name: "Fit the diagram" }).click();
  expect(await style()).toBe(first);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the code and the drawing stay", async ({ host, page }) => {
    const drawing = '<svg class="asl-diagram" width="80" height="40" role="img" aria-label="Two states"><rect width="80" height="40"/></svg>';
    await host.open(playerOf("glue-pipeline", "", drawing));
    await expect(page.locator("asl-player pre")).toContainText('"StartAt": "ProcessJobs"');
    await expect(page.getByRole("img", { name: "Two states" })).toBeVisible();
  });
});

test("the content shows until the player is there, then the player alone", async ({ host, page }) => {
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  const drawing = '<img alt="Two states" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2240%22 height=%2220%22/%3E">';
  await host.open(playerOf("glue-pipeline", "", drawing));
  await expect(page.getByRole("status")).toHaveText("Loading the player …");
  await expect(page.locator("asl-player pre")).toBeVisible();
  await expect(page.getByRole("img", { name: "Two states" })).toBeVisible();
  go();
  await host.player().expectReady();
  await expect(page.locator("asl-player pre")).toBeHidden();
  await expect(page.getByRole("img", { name: "Two states" })).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing bars anyone's way, ${colorScheme}`, async ({ host, page }) => {
    await page.emulateMedia({ colorScheme });
    const head = '<meta name="color-scheme" content="light dark">';
    const all = 'panels="diagram timeline data code history" scenario="Job 2 fails" at="12"';
    await host.open(playerOf("glue-pipeline", all), { head });
    const player = host.player();
    await player.expectReady();
    await expect(player.element.locator(".root")).toHaveAttribute("data-scheme", colorScheme);
    for (const tab of ["Timeline", "Data", "Code", "History"]) {
      await player.element.getByRole("tab", { name: tab }).click();
      expect(await violations(page)).toEqual([]);
    }
    await player.button("To the last event").click();
    await player.button("Keys").click();
    expect(await violations(page)).toEqual([]);
  });
}

test("the host's colours are followed", async ({ host, page }) => {
  await host.open(bare(HELLO) + bare(HELLO, 'theme="light"'), { head: "<style>.dark { background: #111 }</style>" });
  const scheme = (index: number) => host.player(index).element.locator(".root");
  await host.player().expectReady();
  await expect(scheme(0)).toHaveAttribute("data-scheme", "light");
  await page.evaluate(() => document.documentElement.classList.add("dark"));
  await expect(scheme(0)).toHaveAttribute("data-scheme", "dark");
  await page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "light"));
  await expect(scheme(0)).toHaveAttribute("data-scheme", "light");
  await page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "dark"));
  await expect(scheme(0)).toHaveAttribute("data-scheme", "dark");
  await expect(scheme(1)).toHaveAttribute("data-scheme", "light");
});

test("everything is done by keys", async ({ host, page }) => {
  await host.open(playerOf("glue-pipeline", 'panels="diagram timeline data" scenario="Job 2 fails"'));
  const player = host.player();
  await player.expectReady();
  await player.state("ProcessJobs").focus();
  await page.keyboard.press("]");
  await expect(player.position).toHaveText("event 2 of 32");
  await page.keyboard.press(".");
  await expect(player.position).toHaveText("event 3 of 32");
  await page.keyboard.press(",");
  await page.keyboard.press("End");
  await expect(player.position).toHaveText("event 32 of 32");
  await page.keyboard.press("5");
  await expect(player.position).toHaveText("event 17 of 32");
  await expect(player.live).toHaveText(/^Event 17 of 32: /);
  await page.keyboard.press("Home");
  // Arrow keys walk in the diagram, and step elsewhere.
  await page.keyboard.press("ArrowRight");
  await expect(player.state("RunGlueJob")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(player.state("RunGlueJob")).toHaveAttribute("aria-current", "true");
  await expect(player.element.getByRole("button", { name: "Follow" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(player.element.getByRole("button", { name: "Follow" })).toBeHidden();
  await player.button("Step back").focus();
  await page.keyboard.press("ArrowRight");
  await expect(player.position).toHaveText("event 2 of 32");
  // Space on a focused button presses that button.
  await page.keyboard.press(" ");
  await expect(player.position).toHaveText("event 1 of 32");
  await page.keyboard.press("?");
  await expect(player.element.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(player.element.getByRole("dialog", { name: "Keys" })).toBeHidden();
  await player.element.getByRole("tabpanel", { name: "Timeline" }).focus();
  await page.keyboard.press(" ");
  await expect(player.button("Pause")).toBeVisible();
  await page.keyboard.press(" ");
  await expect(player.button("Play")).toBeVisible();
});

test("less motion means none by itself", async ({ host, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await host.open(bare(HELLO, "autoplay"));
  await host.player().expectReady();
  await page.waitForTimeout(400);
  await expect(host.player().position).toHaveText(/^event 1 of/);
  await host.player().button("Step forward").click();
  await expect(host.player().element.locator(".token")).toHaveAttribute("visibility", "hidden");
});

test("autoplay plays", async ({ host }) => {
  await host.open(bare(HELLO, 'autoplay speed="16"'));
  await host.player().expectReady();
  await expect(host.player().element.locator(".ending")).toHaveText("SUCCEEDED");
});
