// A remark plugin: fences of the language `asl` become state machines that run.
//
// Without script and on paper a reader has the definition and its diagram, which `asl render` draws when the site is
// built. It is made of elements, not of markup: MDX sees no braces in it, and React no HTML.
import { dirname, relative, resolve } from "node:path";
import { visit } from "unist-util-visit";
import { attributes } from "./info.js";
import { machine, script } from "./markup.js";
import { render, scenarios } from "./render.js";

/** @type {import("./index.js").default} */
export default function remarkAsl(options = {}) {
  const { player, onProblems = "fail", command = "asl" } = options;
  if (!["fail", "warn"].includes(onProblems)) throw new Error(`remark-asl: onProblems is "fail" or "warn", not ${onProblems}`);
  const jsx = options.jsx ?? readsJsx(this.data("micromarkExtensions"));

  return (tree, file) => {
    const problems = [];
    let drawn = 0;
    visit(tree, "code", (node, index, parent) => {
      if (node.lang !== "asl" && !node.lang?.startsWith("asl{")) return;
      const path = file.path ? resolve(file.cwd, file.path) : file.cwd;
      const name = file.path ? relative(file.cwd, path) : "the page";
      const line = node.position?.start.line ?? 0;
      try {
        const said = attributes([node.lang.slice(3), node.meta].filter(Boolean).join(" "));
        const list = scenarios(said, dirname(path));
        const svg = render({ command, code: node.value, source: `${name}:${line + 1}`, said, folder: dirname(path) });
        parent.children[index] = machine({ said, code: node.value, list, svg, jsx });
        drawn += 1;
      } catch (error) {
        problems.push(error.place ? error.message : `error: ${error.message}\n  --> ${name}:${line}:1`);
      }
    });
    if (drawn > 0 && player) tree.children.push(script(player));
    if (problems.length === 0) return;
    if (onProblems === "fail") file.fail(`\n${problems.join("\n\n")}`, { ruleId: "definition", source: "remark-asl" });
    for (const problem of problems) console.warn(problem);
  };
}

/** Whether the Markdown is MDX: there `{` (123) begins an expression. */
function readsJsx(extensions = []) {
  return extensions.some(({ flow }) => flow?.[123]);
}
