// `<asl-player>` for those who program with it, and where something is wrong or hostile.
import { expect, test as base } from "../fixtures";
import { bare, Host, link, playerOf, projectFile } from "../pages/host";
import { ATTRIBUTES } from "../../../web/embed/src/options";

const test = base.extend<{ host: Host }>({
  host: async ({ page, baseURL }, use) => use(new Host(page, baseURL ?? "")),
});

const HELLO = { StartAt: "Hello", States: { Hello: { Type: "Pass", Next: "Done" }, Done: { Type: "Succeed" } } };

/** Keeps the events of the first player, from before it is ready. */
const LISTEN = `<script type="module">
  const player = document.querySelector("asl-player");
  window.heard = [];
  for (const type of ["ready", "statechange", "end", "error", "resize"]) {
    player.addEventListener(type, ({ detail }) => heard.push({ type, ...detail }));
  }
</script>`;

type Heard = { type: string; [detail: string]: unknown };

test("methods, properties and events", async ({ host, page }) => {
  await host.open(bare(HELLO), { head: LISTEN });
  await host.player().expectReady();
  const told = await page.evaluate(() => {
    const player = document.querySelector("asl-player")!;
    const seen: unknown[] = [[player.cursor, player.length, player.status, player.playing]];
    player.seek(3);
    player.step();
    player.back();
    seen.push([player.cursor, player.status]);
    player.seek(1e9);
    seen.push([player.cursor, player.status]);
    player.play();
    seen.push([player.cursor, player.playing]);
    player.pause();
    seen.push([player.playing, player.definition.includes('"StartAt": "Hello"')]);
    return seen;
  });
  const { length } = await page.evaluate(() => ({ length: document.querySelector("asl-player")!.length }));
  expect(told).toEqual([[1, length, "RUNNING", false], [3, "RUNNING"], [length, "SUCCEEDED"], [1, true], [false, true]]);
  const heard = await page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
  expect(heard.find(({ type }) => type === "ready")).toEqual({ type: "ready", length, status: "SUCCEEDED" });
  expect(heard.find(({ type }) => type === "statechange")).toEqual({ type: "statechange", cursor: 3, path: "/States/Hello", status: "RUNNING" });
  expect(heard.filter(({ type }) => type === "end")).toEqual([{ type: "end", status: "SUCCEEDED" }]);
  expect(heard.filter(({ type }) => type === "resize").length).toBeGreaterThan(0);
});

test("attributes are taken up as they change", async ({ host, page }) => {
  await host.open(playerOf("glue-pipeline"));
  const player = host.player();
  await player.expectReady();
  const set = (name: string, value: string) => player.element.evaluate((element, [name, value]) => element.setAttribute(name!, value!), [name, value]);
  await set("at", "11");
  await expect(player.position).toHaveText(/^event 11 of/);
  await set("panels", "diagram data");
  await expect(player.element.getByRole("region", { name: "Data of the state" })).toBeVisible();
  await expect(player.position).toHaveText(/^event 11 of/);
  await set("select", "RunGlueJob");
  await expect(player.state("RunGlueJob")).toHaveAttribute("aria-current", "true");
  await set("theme", "dark");
  await expect(player.element.locator(".root")).toHaveAttribute("data-scheme", "dark");
  await set("scenario", "Job 2 fails");
  await player.button("To the last event").click();
  await expect(player.node("LogError")).toHaveAttribute("data-phase", "succeeded");
  await set("panels", "nonsense <img src=x onerror=alert(1)>");
  await expect(player.element.locator(".stage")).toBeVisible();
  await player.element.evaluate((element) => (element.querySelector("code")!.textContent = '{"StartAt":"New","States":{"New":{"Type":"Succeed"}}}'));
  await expect(player.node("New")).toBeVisible();
  await player.element.evaluate((element) => ((element as HTMLElementTagNameMap["asl-player"]).definition = '{"StartAt":"Set","States":{"Set":{"Type":"Succeed"}}}'));
  await expect(player.node("Set")).toBeVisible();
});

test("it gives everything back, and starts anew where it is put", async ({ host, page }) => {
  await host.open(bare(HELLO));
  const player = host.player();
  await player.expectReady();
  await player.button("Step forward").click();
  await player.element.evaluate((element) => (element as HTMLElementTagNameMap["asl-player"]).dispose());
  await expect(player.element.locator("pre")).toBeVisible();
  await expect(player.element.locator(".player")).toHaveCount(0);
  await page.evaluate(() => {
    const player = document.querySelector("asl-player")!;
    player.remove();
    document.body.append(player);
  });
  await player.expectReady();
  await expect(player.position).toHaveText(/^event 2 of/);
});

test("a link opens as it was shared, and leads back to the same moment", async ({ host }) => {
  const { link: shared } = link("v1-d-everything");
  await host.open(`<asl-player link="${shared}" select="Done"></asl-player>`);
  const player = host.player();
  await player.expectReady();
  await expect(player.position).toHaveText(/^event 4 of/);
  await expect(player.element.getByRole("combobox", { name: "Scenario" })).toHaveValue("1");
  await player.element.getByRole("combobox", { name: "Scenario" }).selectOption("It fails");
  await expect(player.position).toHaveText(/^event 4 of/);
  await player.button("Step back").click();
  const open = player.element.getByRole("link", { name: "Open in Playstate" });
  await open.focus();
  const href = (await open.getAttribute("href")) ?? "";
  expect(href.startsWith(`${host.baseURL}#1.d.`)).toBe(true);
  await expect(open).toHaveAttribute("target", "_blank");
  // It is itself a link that a player opens.
  await player.element.evaluate((element, link) => element.setAttribute("link", link), href);
  await expect(player.position).toHaveText(/^event 3 of/);
  await expect(player.element.getByRole("combobox", { name: "Scenario" })).toHaveValue("0");
});

test("an address that is none of the web's is not followed", async ({ host }) => {
  await host.open(bare(HELLO, 'playground="javascript:alert(1)"'));
  await host.player().expectReady();
  const href = await host.player().element.getByRole("link", { name: "Open in Playstate" }).getAttribute("href");
  expect(href?.startsWith(host.baseURL)).toBe(true);
});

test("outcomes stand in an attribute, or a script", async ({ host, page }) => {
  const machine = { StartAt: "Call", States: { Call: { Type: "Task", Resource: "arn:aws:states:::sns:publish", End: true } } };
  const outcome = '{"Call": [{"Throw": {"Error": "Oops"}}]}';
  const script = `<script type="application/json" data-scenario>${outcome}</script>`;
  await host.open(bare(machine, `scenario='${outcome}'`) + bare(machine).replace("</asl-player>", `${script}</asl-player>`));
  for (const index of [0, 1]) {
    await host.player(index).expectReady();
    await host.player(index).button("To the last event").click();
    await expect(host.player(index).element.locator(".ending")).toHaveText("FAILED");
    await expect(host.player(index).sentence).toContainText("Oops");
  }
  expect(await page.locator("asl-player").nth(0).getByRole("combobox", { name: "Scenario" }).count()).toBe(0);
});

test.describe("what goes wrong is said in place, and the code stays", () => {
  const cases: [what: string, body: string, words: RegExp][] = [
    ["broken JSON", bare('{\n  "StartAt": "A",\n  "States": {'), /This definition cannot be run\..*Line \d/s],
    ["a StartAt that leads nowhere", bare({ StartAt: "B", States: {} }), /This definition cannot be run\./],
    ["outcomes that are none", bare(HELLO, 'scenario="{nope"'), /This scenario cannot be used\./],
    ["an unknown link", '<asl-player link="#9.d.AAAA"><pre>The code</pre></asl-player>', /This link does not open\./],
    ["a damaged link", '<asl-player link="#1.d.AAAA"><pre>The code</pre></asl-player>', /This link does not open\./],
    ["nothing at all", "<asl-player><pre></pre>The code</asl-player>", /This definition cannot be run\./],
  ];
  for (const [what, body, words] of cases) {
    test(what, async ({ host, page }) => {
      await host.open(body, { head: LISTEN });
      await expect(host.player().notice).toContainText(words);
      await expect(page.locator("asl-player pre")).toHaveCount(1);
      const heard = await page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
      expect(heard.filter(({ type }) => type === "error")).toHaveLength(1);
    });
  }

  test("a policy that blocks WebAssembly", async ({ host, page, troubles }) => {
    const head = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">`;
    await host.open(bare(HELLO), { head });
    await expect(host.player().notice).toContainText("policy blocks WebAssembly");
    await expect(page.locator("asl-player pre")).toBeVisible();
    await expect(host.player().notice.getByRole("button")).toHaveCount(0);
    expect(troubles.filter((trouble) => !/wasm|WebAssembly/i.test(trouble))).toEqual([]);
    troubles.length = 0;
  });

  test("a download that fails, until it does not", async ({ host, page, troubles }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await host.open(bare(HELLO) + bare(HELLO));
    await expect(host.player(1).notice).toContainText("could not be downloaded");
    await expect(page.locator("asl-player pre").first()).toBeVisible();
    await page.unroute("**/*.wasm");
    await host.player(0).notice.getByRole("button", { name: "Try again" }).click();
    await host.player(0).expectReady();
    troubles.length = 0;
  });

  test("a definition that is not there", async ({ host, troubles }) => {
    await host.open('<asl-player src="./nothing.json"></asl-player>');
    await expect(host.player().notice).toContainText("./nothing.json: HTTP 404");
    troubles.length = 0;
  });
});

test("the strictest policy that it runs under", async ({ host }) => {
  const head = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'">`;
  await host.open(playerOf("glue-pipeline", 'panels="diagram timeline data code history"'), { head });
  await host.player().expectReady();
  await host.player().button("To the last event").click();
  await expect(host.player().node("RunGlueJob").locator(".card")).toHaveCSS("stroke-width", "1.5px");
});

test("a definition comes from an address", async ({ host, page }) => {
  await page.route("**/machine.json", (route) => route.fulfill({ json: HELLO }));
  await host.open('<asl-player src="./machine.json"></asl-player>');
  await host.player().expectReady();
  await expect(host.player().node("Hello")).toBeVisible();
});

test("what a definition says stays text", async ({ host, page }) => {
  const evil = '<img src=x onerror="window.hit = 1"></text></svg><script>window.hit = 1</script>';
  const machine = {
    Comment: evil,
    StartAt: evil,
    States: {
      [evil]: { Type: "Task", Resource: evil, TimeoutSecondsPath: `$.${evil}`, Next: "Choose", Catch: [{ ErrorEquals: [evil], Next: "Choose" }] },
      Choose: { Type: "Choice", Choices: [{ Variable: "$.a", StringEquals: evil, Next: "Done" }], Default: "Done" },
      Done: { Type: "Succeed" },
    },
  };
  const scenario = [{ name: evil, outcomes: { [evil]: [{ Throw: { Error: evil, Cause: evil } }] } }, { name: `${evil}2` }];
  const script = `<script type="application/json" data-scenario>${JSON.stringify(scenario).replace(/</g, "\\u003c")}</script>`;
  await host.open(bare(machine, 'panels="diagram timeline data code history"').replace("</asl-player>", `${script}</asl-player>`));
  const player = host.player();
  await player.expectReady();
  for (const tab of ["Data", "Code", "History", "Timeline"]) {
    await player.element.getByRole("tab", { name: tab }).click();
    await player.button("Step forward").click();
  }
  await player.button("To the last event").click();
  await expect(player.element.locator("img, script:not([data-scenario])")).toHaveCount(0);
  expect(await page.evaluate(() => "hit" in window)).toBe(false);
  await expect(player.element.getByRole("combobox", { name: "Scenario" }).locator("option").first()).toHaveText(evil);
});

test("the documentation has every attribute", () => {
  const lines = projectFile("docs/embedding.md").split("\n");
  for (const [name, { default: standard, values, about }] of Object.entries(ATTRIBUTES)) {
    expect(lines).toContain(`| \`${name}\` | ${values} | ${standard || "none"} | ${about} |`);
  }
});
