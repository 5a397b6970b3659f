// A site of remark and rehype alone: `node site.mjs FROM TO` makes a page of every Markdown file.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import rehypeStringify from "rehype-stringify";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import remarkAsl from "../index.js";

const [from = "", to = ""] = process.argv.slice(2);
const markdown = unified().use(remarkParse).use(remarkAsl, { player: "/playstate/player.js" }).use(remarkRehype).use(rehypeStringify);
const sources = readdirSync(from, { recursive: true }).filter((name) => name.endsWith(".md") && name !== "SUMMARY.md");
for (const name of sources) {
  const body = markdown.processSync({ path: join(from, name), value: readFileSync(join(from, name), "utf8") });
  const page = join(to, name.replace(/\.md$/, ".html"));
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(
    page,
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${name}</title><body>${body}</body></html>`,
  );
}
