// The page in a browser, with a session in it and eyes on its main thread.

import { chromium } from "playwright-core";

/** What the page stores a session of its first example under. */
const DRAFT = "playstate.draft.glue-pipeline";

/** A browser as the tests use it; `port` opens it to Lighthouse. */
export function launch(executablePath, port) {
  const debugging = port ? [`--remote-debugging-port=${port}`] : [];
  const args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--enable-precise-memory-info"];
  return chromium.launch({ executablePath, args: [...args, ...debugging] });
}

/** The page with a session in it, once its run is there. */
export async function open(browser, url, draft) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.addInitScript(watch);
  await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [DRAFT, JSON.stringify(draft)]);
  await page.goto(url);
  await ran(page);
  return page;
}

/** Waits until a run of at least so many events is shown, and the page is at rest. */
export async function ran(page, least = 100) {
  await page.waitForFunction((least) => {
    const [, events] = /of (\d+)/.exec(document.querySelector("[data-testid=position]")?.textContent ?? "") ?? [];
    return Number(events) >= least && !document.querySelector(".canvas-busy");
  }, least, { timeout: 120_000 });
  await page.waitForTimeout(1000);
}

/** Runs in the page before anything else: wasm's memory, how long frames and tasks take. */
function watch() {
  const bench = { memory: undefined };
  window.bench = bench;
  const keep = (result) => {
    const { exports } = result.instance ?? result;
    if (exports?.memory && !bench.memory) bench.memory = exports.memory;
    return result;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...given) => keep(await original(...given));
  }
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  /** Resolves in the task after the present frame was drawn. */
  const drawn = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(0);
  });

  /** How long the main thread works on `act` and all that follows from it: script, style, layout and paint of two frames. */
  bench.work = async (act) => {
    await frame();
    const start = performance.now();
    act();
    await drawn();
    let took = performance.now() - start;
    await frame();
    const after = performance.now();
    await drawn();
    took += performance.now() - after;
    return took;
  };

  /** Frames until `stop()`: the milliseconds between them, and what the main thread worked in each. */
  bench.frames = () => {
    const [gaps, work] = [[], []];
    let last;
    let going = true;
    const next = (time) => {
      if (!going) return;
      if (last !== undefined) gaps.push(time - last);
      last = time;
      const start = performance.now();
      requestAnimationFrame(next);
      drawn().then(() => work.push(performance.now() - start));
    };
    requestAnimationFrame(next);
    return () => {
      going = false;
      return { gaps, work };
    };
  };

  /** Until `stop()`: the longest that a task on the main thread had to wait for its turn. */
  bench.blocked = () => {
    let longest = 0;
    let last = performance.now();
    let going = true;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (going) port2.postMessage(0);
    };
    port2.postMessage(0);
    return () => {
      going = false;
      return longest;
    };
  };
}
