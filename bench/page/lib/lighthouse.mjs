// Lighthouse's judgement of the page, on a desk and on a phone.

import { createServer } from "node:net";

import lighthouse, { desktopConfig } from "lighthouse";

import { launch } from "./page.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices"];

/** Each category's score, of 100, and what took points. */
export async function lighthouses(url, chrome) {
  const results = {};
  for (const [name, config] of Object.entries({ desktop: desktopConfig, mobile: undefined })) {
    console.log(`\nLighthouse, ${name}`);
    const port = await freePort();
    const browser = await launch(chrome, port);
    const { lhr } = await lighthouse(url, { port, logLevel: "error", onlyCategories: CATEGORIES }, config);
    await browser.close();
    results[name] = judged(lhr);
  }
  return results;
}

function judged(lhr) {
  const scores = {};
  for (const id of CATEGORIES) {
    const { score, auditRefs } = lhr.categories[id];
    scores[id] = Math.round(100 * score);
    console.log(`  ${id.padEnd(16)}${scores[id]}`);
    const audits = auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => lhr.audits[id]);
    for (const audit of audits.filter(({ score }) => score !== null && score < 1)) {
      console.log(`    ${Math.round(100 * audit.score)}  ${audit.title}${audit.displayValue ? `: ${audit.displayValue}` : ""}`);
    }
  }
  return scores;
}

function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
