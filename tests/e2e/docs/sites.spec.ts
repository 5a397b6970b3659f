// What a reader of documentation gets, with every tool: with script, without, on paper, light and dark.
import { expect, test, type Page } from "@playwright/test";
import { SITES, definitions } from "./sites";

/** Keeps the player away, as a reader without script sees the page whose tool needs script for its theme. */
const withoutPlayer = (page: Page) => page.route("**/playstate/**", (route) => route.abort());

/** What is drawn as the ground of a diagram. */
const ground = (page: Page) => page.locator("asl-player svg.asl-diagram > rect").first();

for (const site of SITES) {
  test.describe(site.name, () => {
    test.describe("without script", () => {
      test.use({ javaScriptEnabled: false });

      test("shows each machine's definition and its diagram", async ({ page }) => {
        await page.goto(site.machines);
        const machines = page.locator("asl-player");
        await expect(machines).toHaveCount(2);
        const expected = definitions("machines.md");
        for (const [index, definition] of expected.entries()) {
          const machine = machines.nth(index);
          expect((await machine.locator("pre code.language-asl").textContent())?.trim()).toBe(definition.trim());
          const diagram = machine.locator("svg.asl-diagram");
          await expect(diagram).toBeVisible();
          await expect(diagram).toHaveAccessibleName(/^State machine/);
        }
        await expect(page.getByText("goes on after its machine.")).toBeVisible();
        // A fence in another language stays what it is.
        await expect(page.getByText('"Nowhere"')).toBeVisible();
      });

      test("draws at the size and with the parts that the file has", async ({ page }) => {
        await page.goto(site.machines);
        const diagram = page.locator("svg.asl-diagram").first();
        const box = await diagram.boundingBox();
        expect(box?.width).toBeCloseTo(Number(await diagram.getAttribute("width")), 0);
        expect(box?.height).toBeCloseTo(Number(await diagram.getAttribute("height")), 0);
        await expect(diagram.locator("text", { hasText: "Ask" })).toBeVisible();
        // The scenario that the fence names, at its end.
        await expect(diagram).toHaveAccessibleName(/at event \d+ of \d+/);
        await expect(diagram.locator("title", { hasText: /^Ask: Lambda: Invoke, failed$/ })).toHaveCount(1);
      });

      test("gives the player what the fence says", async ({ page }) => {
        await page.goto(site.machines);
        const [first, second] = [page.locator("asl-player").first(), page.locator("asl-player").nth(1)];
        await expect(first).toHaveAttribute("panels", "diagram timeline");
        await expect(first).toHaveAttribute("scenario", "It fails");
        await expect(second).toHaveAttribute("speed", "2");
        await expect(second).toHaveAttribute("loading", "eager");
        const data = await first.locator("script[type='application/json'][data-scenario]").textContent();
        const [works, fails] = JSON.parse(data ?? "") as { name: string; outcomes: { Ask: [{ Throw: { Error: string } }] } }[];
        expect(works?.name).toBe("It works");
        expect(fails?.outcomes.Ask[0].Throw.Error).toBe("</script><!--");
        await expect(page.locator("script[type=module][src$='playstate/player.js']")).toHaveCount(1);
      });

      test("shows the diagram on paper, in light colours", async ({ page }) => {
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        await page.goto(site.machines);
        await expect(page.locator("svg.asl-diagram").nth(1)).toBeVisible();
        await expect(ground(page)).toHaveCSS("fill", "rgb(250, 251, 253)");
      });
    });

    test("a hostile name is text", async ({ page }) => {
      await withoutPlayer(page);
      const troubles: string[] = [];
      page.on("dialog", (dialog) => {
        troubles.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      // What React finds different from what it built ends here, too.
      page.on("pageerror", (error) => troubles.push(`uncaught: ${error.message}`));
      await page.goto(site.hostile, { waitUntil: "networkidle" });
      const machine = page.locator("asl-player");
      const [definition = ""] = definitions("deep/hostile.md");
      expect((await machine.locator("pre code").textContent())?.trim()).toBe(definition.trim());
      const names = Object.keys((JSON.parse(definition) as { States: object }).States);
      const titles = await machine.locator("svg g > title").allTextContents();
      for (const name of names) expect(titles).toContain(`${name}: Pass`);
      await expect(machine).toHaveAttribute("panels", 'diagram "><img src=x onerror=alert(2)>');
      await expect(page.locator("img[src=x]")).toHaveCount(0);
      expect(troubles).toEqual([]);
    });

    test("the player takes the drawing's place", async ({ page }) => {
      await page.goto(site.machines);
      const machine = page.locator("asl-player").first();
      await machine.scrollIntoViewIfNeeded();
      await expect(machine.getByRole("button", { name: "Play", exact: true })).toBeVisible();
      await expect(machine.locator("svg.asl-diagram")).toBeHidden();
      // What the fence says has arrived: its scenario's end.
      await machine.evaluate((player: HTMLElement & { seek(to: number): void; length: number }) => player.seek(player.length));
      await expect.poll(() => machine.evaluate((player: HTMLElement & { status: string }) => player.status)).toBe("FAILED");
    });

    if (site.dark) {
      test("the diagram is dark where the site is", async ({ page }) => {
        await withoutPlayer(page);
        await page.emulateMedia({ colorScheme: "dark" });
        await page.goto(site.machines);
        await expect(ground(page)).toHaveCSS("fill", "rgb(15, 20, 29)");
        await page.emulateMedia({ colorScheme: "light" });
        // Themes remember what they have shown.
        await page.evaluate(() => localStorage.clear());
        await page.reload();
        await expect(ground(page)).toHaveCSS("fill", "rgb(250, 251, 253)");
      });
    }
  });
}

test.describe("Sphinx, in reStructuredText", () => {
  test.use({ javaScriptEnabled: false });

  test("the directive is a machine, and its options are the player's", async ({ page }) => {
    await page.goto("sphinx/index.html");
    const machine = page.locator("asl-player");
    await expect(machine).toHaveAttribute("panels", "diagram timeline");
    await expect(machine).toHaveAttribute("autoplay", "");
    await expect(machine.locator("svg.asl-diagram")).toBeVisible();
    await expect(machine.locator("title", { hasText: "Ask: Lambda: Invoke, succeeded" })).toHaveCount(1);
    expect(JSON.parse((await machine.locator("pre code").textContent()) ?? "")).toHaveProperty("StartAt", "Ask");
    await expect(page.locator("script[type=module][src$='playstate/player.js']")).toHaveCount(1);
  });
});
