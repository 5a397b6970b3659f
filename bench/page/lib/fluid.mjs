// Whether the page stays fluid: looking anywhere in a long run, playing a large machine, running a long one, again and again.

import { over, row, spread } from "./figures.mjs";
import { items, longest, states } from "./machines.mjs";
import { launch, open, ran } from "./page.mjs";

/** A frame at 60 Hz, in milliseconds. */
const FRAME = 1000 / 60;

/** Setting the position to random events of a run of 25,000: the work of the main thread, all panes together. */
export async function scrubbing(url, chrome) {
  console.log("\nScrubbing in 25,000 events: work for each position");
  const browser = await launch(chrome);
  const page = await open(browser, url, longest());
  const results = {};
  for (const tab of ["Timeline", "History"]) {
    await page.getByRole("tab", { name: tab }).click();
    const work = await page.evaluate(scrub, 300);
    results[tab] = { ...spread(work), overFrame: over(work, FRAME) };
    row(`with the ${tab.toLowerCase()}`, results[tab], `${percent(results[tab].overFrame)} over a frame`);
  }
  await browser.close();
  return results;
}

async function scrub(count) {
  const scrubber = document.querySelector(".scrubber");
  const events = Number(scrubber.max);
  const work = [];
  let random = 1;
  for (let index = -20; index < count; index += 1) {
    random = (random * 48271) % 2147483647;
    const cursor = 1 + (random % events);
    const took = await window.bench.work(() => {
      scrubber.value = String(cursor);
      scrubber.dispatchEvent(new Event("input", { bubbles: true }));
    });
    if (index >= 0) work.push(took);
  }
  return work;
}

/** Frames while a machine of 1,000 states is played, and while its diagram is moved. */
export async function animation(url, chrome) {
  console.log("\nAnimation with 1,000 states");
  const browser = await launch(chrome);
  const page = await open(browser, url, states());
  await page.locator(".canvas").focus();
  const results = {};
  const measured = async (name, act) => {
    const stop = await page.evaluateHandle(() => window.bench.frames());
    await act();
    const { gaps, work } = await stop.evaluate((stop) => stop());
    results[name] = { frames: gaps.length, perSecond: (1000 * gaps.length) / sum(gaps), late: over(gaps, 1.5 * FRAME), work: spread(work), workOver: over(work, FRAME) };
    const { late, perSecond, workOver } = results[name];
    row(name, results[name].work, `of work; ${percent(workOver)} over a frame, ${perSecond.toFixed(0)} frames a second, ${percent(late)} late`);
  };
  const seconds = (count) => page.waitForTimeout(1000 * count);
  const play = async (speed) => {
    await page.getByRole("combobox", { name: "Speed" }).selectOption(speed);
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await seconds(5);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
  };
  await measured("at rest", () => seconds(2));
  await measured("playing, all in sight", () => play("1"));
  await measured("playing at 16×, all in sight", () => play("16"));
  await page.locator(".canvas").press("1");
  await measured("playing, at 100 %", () => play("1"));
  await measured("panning, at 100 %", () => pan(page));
  await page.locator(".canvas").press("0");
  await measured("panning, all in sight", () => pan(page));
  await measured("zooming", () => zoom(page));
  await browser.close();
  return results;
}

async function pan(page) {
  await onFrames(page, (canvas, index) => {
    const wheel = { deltaX: index % 40 < 20 ? 12 : -12, deltaY: index % 60 < 30 ? 30 : -30, bubbles: true, cancelable: true };
    canvas.dispatchEvent(new WheelEvent("wheel", wheel));
  });
}

async function zoom(page) {
  await onFrames(page, (canvas, index) => {
    const wheel = { deltaY: index % 60 < 30 ? -8 : 8, ctrlKey: true, clientX: 700, clientY: 300, bubbles: true, cancelable: true };
    canvas.dispatchEvent(new WheelEvent("wheel", wheel));
  });
}

/** Does something to the canvas in each of 180 frames. */
async function onFrames(page, act) {
  await page.evaluate(`(async () => {
    const act = ${act};
    const canvas = document.querySelector(".canvas");
    for (let index = 0; index < 180; index += 1) {
      await new Promise(requestAnimationFrame);
      act(canvas, index);
    }
  })()`);
}

/** How long the main thread is kept from anything else while a Map of 5,000 items is run and shown. */
export async function blocking(url, chrome) {
  console.log("\nA Map of 5,000 items, 20,003 events: each keystroke in the definition runs it again");
  const browser = await launch(chrome);
  const page = await open(browser, url, items());
  const [longest, took] = [[], []];
  for (let round = 0; round < 5; round += 1) {
    const stop = await page.evaluateHandle(() => window.bench.blocked());
    const start = performance.now();
    await again(page);
    took.push(performance.now() - start - 1000);
    longest.push(await stop.evaluate((stop) => stop()));
  }
  await browser.close();
  row("the longest task", spread(longest));
  row("until the run is shown", spread(took));
  return { longest: spread(longest), took: spread(took) };
}

/** Types a blank after the definition, and waits for the run. */
async function again(page) {
  const definition = page.getByRole("textbox", { name: "Definition" });
  await definition.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  await ran(page, 20_000);
}

/** Memory after each of 20 runs that replace each other. */
export async function memory(url, chrome) {
  console.log("\nMemory after each of 20 runs of 20,003 events, in MB");
  const browser = await launch(chrome);
  const page = await open(browser, url, items());
  const devtools = await page.context().newCDPSession(page);
  const taken = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const { nodes } = await devtools.send("Memory.getDOMCounters");
    const wasm = await page.evaluate(() => window.bench.memory.buffer.byteLength);
    return { heap: usedSize / 1e6, wasm: wasm / 1e6, nodes };
  };
  const runs = [await taken()];
  for (let round = 0; round < 20; round += 1) {
    await again(page);
    runs.push(await taken());
  }
  await browser.close();
  for (const part of ["wasm", "heap", "nodes"]) {
    console.log(`  ${part.padEnd(8)}${runs.map((run) => run[part].toFixed(part === "nodes" ? 0 : 1)).join(" ")}`);
  }
  return runs;
}

function sum(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
