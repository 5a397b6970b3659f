// The package in a page: imported as it is, and bundled, under a strict policy.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";

const root = process.env.PLAYSTATE_ROOT;
const require = createRequire(import.meta.url);
const { chromium } = require(`${root}/tests/e2e/node_modules/playwright-core`);
const esbuild = require(`${root}/web/editor/node_modules/esbuild`);

const site = join(import.meta.dirname, "site");
const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";

/** A page's script: what it writes into the title is what is expected. */
const script = (from) => `
  import { Machine } from "${from}";
  const definition = JSON.stringify({ StartAt: "Say", States: { Say: { Type: "Task", Resource: "arn:aws:states:::http:invoke", End: true } } });
  const run = await new Machine(definition).run({ tasks: { Say: async () => "Hello" } });
  document.title = run.output + " after " + run.length + " events";
`;

let server, browser, url;

before(async () => {
  const installed = join(import.meta.dirname, "node_modules/playstate");
  mkdirSync(site, { recursive: true });
  cpSync(installed, join(site, "playstate"), { recursive: true });
  for (const build of ["full", "jsonpath"]) {
    page(`plain-${build}`, script(`./playstate/${build}/web.js`));
    const bundle = await esbuild.build({
      stdin: { contents: script(build === "full" ? "playstate" : "playstate/jsonpath"), resolveDir: import.meta.dirname },
      bundle: true, format: "esm", platform: "browser", minify: true, write: false, outfile: "bundle.js",
    });
    // Beside the bundle, where bundlers that know of `new URL(…, import.meta.url)` put it themselves.
    cpSync(join(installed, build, "asl_wasm_bg.wasm"), join(site, `bundled-${build}`, "asl_wasm_bg.wasm"));
    page(`bundled-${build}/index`, bundle.outputFiles[0].text);
  }
  server = createServer(serve).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({
    executablePath: process.env.PLAYSTATE_CHROME,
    args: process.env.PLAYSTATE_CHROME_ARGUMENTS.split(" "),
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

for (const name of ["plain-full", "plain-jsonpath", "bundled-full/index", "bundled-jsonpath/index"]) {
  test(`${name} runs a machine`, async () => {
    const page = await browser.newPage();
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => wrong.push(message.text()));
    await page.goto(`${url}/${name}.html`);
    await page.waitForFunction(() => document.title !== "", undefined, { timeout: 15_000 }).catch(() => {});
    assert.deepEqual(wrong, []);
    assert.equal(await page.title(), "Hello after 7 events");
    await page.close();
  });
}

function page(name, text) {
  const path = join(site, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(`${path}.js`, text);
  const file = name.split("/").at(-1);
  writeFileSync(`${path}.html`, `<!doctype html><link rel="icon" href="data:,"><script type="module" src="./${file}.js"></script>`);
}

function serve(request, response) {
  try {
    const path = join(site, new URL(request.url, "http://page").pathname);
    const content = readFileSync(path);
    response.writeHead(200, { "content-type": types[extname(path)], "content-security-policy": policy });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}
