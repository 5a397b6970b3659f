// The types of remark-asl.
import type { Root } from "mdast";
import type { Plugin } from "unified";

/** What the plugin is told. */
export interface Options {
  /** The address of Playstate's `player.js`. Without it no script is put on the page: the site has it, or nothing runs. */
  player?: string;
  /** What a definition with an error does: it ends the build, or is told of and stays code. By default `fail`. */
  onProblems?: "fail" | "warn";
  /** The `asl` command. By default `asl`, on the path. */
  command?: string;
  /** Whether the page becomes JSX. By default whether the Markdown is MDX. */
  jsx?: boolean;
}

/** Fences of the language `asl` become state machines that run. */
declare const remarkAsl: Plugin<[Options?], Root>;
export default remarkAsl;
