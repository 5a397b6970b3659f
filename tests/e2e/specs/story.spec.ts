// What the page is for: the pipeline runs, a job fails and is caught, the Catch goes, and nothing catches it.
import { expect, test } from "../fixtures";
import { Playground } from "../pages/playground";

const JOBS = (count: number) =>
  JSON.stringify({
    glue_jobs: Array.from({ length: count }, (_, index) => ({
      job_id: `JOB00${index + 1}`,
      job_name: `job_${index + 1}`,
      source_file_path: `s3://lake/${index + 1}.csv`,
      target_table: `table_${index + 1}`,
      upsert_keys: ["id"],
    })),
  });

const task = (rest: object) => ({
  Type: "Task",
  Resource: "arn:aws:states:::glue:startJobRun.sync",
  Parameters: { JobName: "ingestion_etl_job" },
  End: true,
  ...rest,
});

/** The pipeline with RunGlueJob as given. */
const PIPELINE = (run: object, others: object = {}, map: object = {}) =>
  JSON.stringify(
    {
      StartAt: "ProcessJobs",
      States: {
        ProcessJobs: {
          Type: "Map",
          ItemsPath: "$.glue_jobs",
          MaxConcurrency: 1,
          Iterator: { StartAt: "RunGlueJob", States: { RunGlueJob: task(run), ...others } },
          End: true,
          ...map,
        },
      },
    },
    null,
    2,
  );

test("three jobs run one after the other", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.expectPhase("RunGlueJob", "idle");
  await page.screenshot({ path: "results/story-start.png" });

  await playground.playToEnd();
  await expect(playground.result).toContainText("SUCCEEDED");
  await playground.expectPhase("ProcessJobs", "succeeded");
  await playground.expectPhase("RunGlueJob", "succeeded");
  await playground.expectPhase("LogError", "unreached");
  expect(await playground.bars("RunGlueJob")).toEqual([
    "RunGlueJob 1: succeeded, 00:00:00 to 00:02:00 (2 min)",
    "RunGlueJob 2: succeeded, 00:02:00 to 00:04:00 (2 min)",
    "RunGlueJob 3: succeeded, 00:04:00 to 00:06:00 (2 min)",
  ]);
});

test("playing passes through a job while it runs", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button("Play").click();
  await playground.expectPhase("RunGlueJob", "running");
  await expect(page.locator(".token")).toHaveCount(0, { timeout: 10_000 });
  await playground.button("Pause").click();
  const [at, of] = await playground.events();
  expect(at).toBeGreaterThan(1);
  expect(at).toBeLessThan(of);
  await expect(playground.live).toContainText(`Event ${at} of ${of}`);
});

test("job 2 fails after two clicks, is caught, and job 3 still runs", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await expect(playground.chip("RunGlueJob", 2)).toHaveAttribute("data-outcome", "fails");

  await playground.playToEnd();
  await expect(playground.result).toContainText("SUCCEEDED");
  await playground.expectPhase("LogError", "succeeded");
  await expect(playground.edge("RunGlueJob#catch")).toHaveClass(/taken/);
  const bars = await playground.bars("RunGlueJob");
  expect(bars.map((bar) => bar.split(",")[0])).toEqual(["RunGlueJob 1: succeeded", "RunGlueJob 2: caught", "RunGlueJob 3: succeeded"]);
  await page.screenshot({ path: "results/story-caught.png" });

  await page.getByRole("button", { name: "Output", exact: true }).click();
  const output = page.getByRole("group", { name: "Output as JSON" });
  await expect(output).toContainText("Job failed, continuing...");
  await expect(output.getByText('"SUCCEEDED"')).toHaveCount(2);
});

test("what was caught can be looked at, field by field", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await page.keyboard.press("End");
  await page.locator(".bar[data-status=caught]").click();
  await expect(playground.inspector).toContainText("running");
  await page.keyboard.press("End");
  await expect(playground.inspector.getByRole("heading", { name: "RunGlueJob" })).toBeVisible();
  await expect(playground.inspector).toContainText("item 2");
  await expect(playground.inspector).toContainText("caught");
  await expect(playground.inspector).toContainText("Glue.JobRunException");
  const parameters = playground.inspector.locator("[data-field=Parameters]");
  await expect(parameters).toContainText(String.raw`"--upsert_keys": "[\"order_id\",\"customer_id\"]"`);
});

test("without the Catch the execution fails with the job's own error, and job 3 never starts", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await page.keyboard.press("End");
  await expect(playground.result).toContainText("SUCCEEDED");

  // As a person does it: select the Catch in the text, and delete it.
  const lines = page.locator(".pane-code .cm-line");
  await playground.definition.click();
  await page.keyboard.press("ControlOrMeta+Home");
  const texts = await lines.allTextContents();
  const first = texts.findIndex((line) => line.includes('"Catch"'));
  const last = texts.findIndex((line, index) => index > first && /^\s*\],?$/.test(line));
  for (let line = 0; line < first; line += 1) await page.keyboard.press("ArrowDown");
  for (let line = first; line <= last; line += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Delete");
  await expect(playground.definition).not.toContainText('"Catch"');

  await expect(playground.result).toContainText("FAILED");
  await expect(playground.result).toContainText("Glue.JobRunException");
  await playground.expectPhase("RunGlueJob", "failed");
  await playground.expectPhase("ProcessJobs", "failed");
  const bars = await playground.bars("RunGlueJob");
  expect(bars.map((bar) => bar.split(",")[0])).toEqual(["RunGlueJob 1: succeeded", "RunGlueJob 2: failed"]);
  await page.screenshot({ path: "results/story-failed.png" });
});

test("steps forward and back, and scrubs", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button("Step forward").click();
  await expect(playground.position).toHaveText(/^event 2 of/);
  await playground.expectPhase("ProcessJobs", "running");
  await playground.button("Step back").click();
  await expect(playground.position).toHaveText(/^event 1 of/);
  await playground.expectPhase("ProcessJobs", "idle");

  await playground.scrubber.fill("9");
  await expect(playground.position).toHaveText(/^event 9 of/);
  await expect(playground.scrubber).toHaveAttribute("aria-valuetext", /^Event 9 of \d+, 00:02:00: /);
  await playground.button("Step back").click();
  await playground.expectPhase("RunGlueJob", "running");
});

test("the timeline is dragged to a time", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const plot = await page.locator(".timeline-hit").boundingBox();
  if (!plot) throw new Error("the timeline is not there");
  await page.mouse.move(plot.x + 20, plot.y + 8);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.3, plot.y + 8, { steps: 4 });
  await page.mouse.move(plot.x + plot.width * 0.5, plot.y + 8, { steps: 4 });
  await page.mouse.up();
  await expect(playground.time).toContainText(/^00:0[23]:/);
  await playground.expectPhase("RunGlueJob", "running");
});

test("an iteration is looked at by itself", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.plan("RunGlueJob", 2, /^Glue\.JobRunException/);
  await page.keyboard.press("End");
  await playground.expectPhase("RunGlueJob", "succeeded");
  await page.getByRole("button", { name: "ProcessJobs: previous iteration" }).click();
  await playground.expectPhase("RunGlueJob", "caught");
  await page.getByRole("button", { name: "ProcessJobs: previous iteration" }).click();
  await playground.expectPhase("RunGlueJob", "succeeded");
  await playground.expectPhase("LogError", "unreached");
});

test("a fourth job in the input is run", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.tab("Input");
  await playground.write(playground.input, JOBS(4));
  await expect.poll(async () => (await playground.bars("RunGlueJob")).length).toBe(4);
  await playground.tab("Outcomes");
  await expect(playground.chip("RunGlueJob", 4)).toBeVisible();
  await page.keyboard.press("Escape");
});

test("three at a time end together, and the output keeps the input's order", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.openExample("Glue pipeline in parallel");
  await page.keyboard.press("End");
  const bars = await playground.bars("RunGlueJob");
  expect(bars).toHaveLength(3);
  expect(bars.every((bar) => bar.includes("00:00:00 to 00:02:00"))).toBe(true);
});

test("retries wait 60, 120 and 240 seconds, and then the Catch takes over", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.openExample("Glue pipeline with Retry");
  await page.locator("#button-scenarios").click();
  await page.getByRole("menuitemradio", { name: "Job 2 never gets a slot" }).click();
  await page.keyboard.press("End");
  const gaps = await page.locator(".bar[data-kind=gap] title").allTextContents();
  expect(gaps.map((gap) => /\((.+)\)$/.exec(gap)?.[1])).toEqual(["1 min", "2 min", "4 min"]);
  await page.getByRole("button", { name: "ProcessJobs: previous iteration" }).click();
  await playground.expectPhase("RunGlueJob", "caught");
  await expect(playground.state("RunGlueJob")).toHaveAccessibleName(/caught, 4 of 4 attempts/);
  await expect(playground.node("RunGlueJob")).toContainText("↻ 3/3");
});

test("a wait of a year costs no real time", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const states = { Year: { Type: "Wait", Seconds: 31_536_000, Next: "Done" }, Done: { Type: "Succeed" } };
  await playground.write(playground.definition, JSON.stringify({ StartAt: "Year", States: states }));
  await expect(playground.node("Year")).toBeVisible();
  await playground.button("To the last event").click();
  await expect(playground.result).toContainText("SUCCEEDED");
  await expect(playground.time).toContainText("365 d");
  await playground.button("Play").click();
  await playground.expectPhase("Year", "waiting");
  await expect(playground.button("Play")).toBeVisible({ timeout: 15_000 });
  await expect(playground.result).toContainText("SUCCEEDED");
});

test("a loop that would run for ever ends at its budget, and the page stays alive", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const states = { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } };
  await playground.write(playground.definition, JSON.stringify({ StartAt: "A", States: states }));
  await expect(playground.position).toHaveText(/of 2\d{4}$/, { timeout: 60_000 });
  await playground.button("To the last event").click();
  await expect(playground.result).toHaveAttribute("data-ending", "stopped");
  await expect(playground.result).toContainText(/25[ ,.]?000/);
  await playground.tab("History");
  await expect(page.locator("#history [aria-selected=true]")).toContainText("25000");
  expect(await page.locator(".history-row").count()).toBeLessThan(60);
});

test("the engine runs what the page was given, comments and all", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const text = PIPELINE({ Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "LogError" }] }, {
    LogError: { Type: "Pass", Result: "Job failed, continuing...", End: true },
  });
  await playground.write(playground.definition, text.replace("{", "{\n  // Every job, one after the other"));
  await playground.plan("RunGlueJob", 1, /^Glue\.JobRunException/);
  await page.keyboard.press("Escape");
  await playground.button("To the last event").click();
  await expect(playground.result).toContainText("SUCCEEDED");
  await playground.expectPhase("LogError", "succeeded");
});
