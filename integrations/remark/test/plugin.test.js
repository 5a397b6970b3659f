// What the plugin makes of a page, in Markdown and in MDX. Needs the `asl` command on the path.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { compile } from "@mdx-js/mdx";
import rehypeStringify from "rehype-stringify";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import remarkAsl from "../index.js";
import { attributes } from "../info.js";

const DEFINITION = '{"StartAt": "A",\n\n"States": {"A": {"Type": "Pass", "End": true}}}';
const fence = (info, code = DEFINITION) => `\`\`\`${info}\n${code}\n\`\`\`\n`;

const html = (source, options = {}, file = {}) =>
  String(
    unified()
      .use(remarkParse)
      .use(remarkAsl, options)
      .use(remarkRehype)
      .use(rehypeStringify)
      .processSync({ ...file, value: source }),
  );

test("a fence becomes a machine, and the script comes once", () => {
  const page = html(`${fence("asl panels='data code'")}\ntext\n\n${fence("asl")}`, { player: "/p/player.js" });
  assert.match(page, /<asl-player panels="data code"><pre><code class="language-asl">\{"StartAt": "A",\n\n/);
  assert.equal(page.match(/<svg [^>]*class="asl-diagram"[^>]*viewBox=/g)?.length, 2);
  assert.equal(page.match(/<script type="module" src="\/p\/player.js">/g)?.length, 1);
});

test("without the option there is no script, nor on pages without a machine", () => {
  assert.doesNotMatch(html(fence("asl")), /<script/);
  assert.doesNotMatch(html(fence("json"), { player: "/p/player.js" }), /<script/);
});

test("attributes are read with and without braces, and handlers are refused", () => {
  const both = [["scenario", "job 2 fails"], ["panels", "diagram timeline"]];
  assert.deepEqual([...attributes(`scenario="job 2 fails" panels='diagram timeline'`)], both);
  assert.deepEqual([...attributes(`{scenario="job 2 fails" panels="diagram timeline"}`)], both);
  assert.deepEqual([...attributes("autoplay speed=2")], [["autoplay", ""], ["speed", "2"]]);
  for (const wrong of ['onclick="alert(1)"', "<b>", 'panels="diagram']) assert.throws(() => attributes(wrong), /is no attribute/);
  assert.match(html(fence("asl{autoplay}")), /<asl-player autoplay>/);
});

test("a problem ends the build with its place, or is told of", (context) => {
  const broken = `text\n\n${fence("asl", '{"StartAt": "A",\n"States": {}}')}`;
  assert.throws(() => html(broken, {}, { path: "docs/page.md" }), /--> docs\/page\.md:4:/);
  const warn = context.mock.method(console, "warn", () => {});
  assert.match(html(broken, { onProblems: "warn" }, { path: "docs/page.md" }), /<pre><code class="language-asl">/);
  assert.match(warn.mock.calls[0].arguments[0], /--> docs\/page\.md:4:/);
  assert.throws(() => html(fence("asl onclick=1"), {}, { path: "page.md" }), /handlers are not for fences\n {2}--> page\.md:1:1/);
  assert.throws(() => html(fence("asl"), { command: "no-such-asl" }), /there is no command no-such-asl/);
  assert.throws(() => html("", { onProblems: "cry" }), /onProblems is "fail" or "warn"/);
});

test("a scenario of a file is drawn, and goes along", () => {
  const folder = mkdtempSync(join(tmpdir(), "remark-asl-"));
  writeFileSync(join(folder, "all.json"), '{"scenarios": [{"name": "</script>"}, {"name": "Works"}]}');
  const file = { path: join(folder, "page.md"), cwd: folder };
  const page = html(fence("asl scenarios=all.json scenario=Works"), {}, file);
  assert.match(page, /data-scenario="">\[\{"name":"\\u003c\/script>"\}/);
  assert.match(page, /<title>A: Pass, succeeded<\/title>/);
  assert.doesNotMatch(page, /<asl-player scenarios/);
  assert.throws(() => html(fence("asl scenarios=lost.json"), {}, file), /lost\.json: .*\n {2}--> page\.md:1:1/);
  assert.throws(() => html(fence("asl scenarios=all.json scenario=Lost"), {}, file), /There are: <\/script>, Works\.\n {2}--> page\.md:1:1/);
});

test("in MDX braces stay text, and the definition is not given to the site's components", async () => {
  const hostile = DEFINITION.replaceAll('"A"', '"{alert(1)} ${2} <img onerror> </script>"');
  const code = String(await compile(fence("asl", hostile), { remarkPlugins: [remarkAsl] }));
  assert.match(code, /_jsx\("pre", \{/);
  assert.match(code, /className: "language-asl"/);
  assert.match(code, /children: "\{\\"StartAt\\": \\"\{alert\(1\)\} \$\{2\} <img onerror> <\/script>\\"/);
});
