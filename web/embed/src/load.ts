// Getting the engine onto the page: once per page and build, whoever asks first.
import * as jsonataGlue from "asl-wasm/jsonata";
import * as jsonpathGlue from "asl-wasm/jsonpath";
import type * as Api from "asl-wasm";
import type { Build } from "./build.js";
import { Trouble } from "./trouble.js";

/** Where the script lies: everything else lies beside it. */
export const BASE = (document.currentScript as HTMLScriptElement | null)?.src || import.meta.url;

/** The names of the wasm files, by `build.mjs`. */
declare const WASM_FILES: Record<Build, string>;

const GLUE: Record<Build, typeof Api> = { jsonpath: jsonpathGlue, jsonata: jsonataGlue };

const loading: Partial<Record<Build, Promise<typeof Api>>> = {};

/** The engine. The build with JSONata does for all others too, once it is there. */
export function loadApi(build: Build): Promise<typeof Api> {
  const there = loading[build] ?? loading.jsonata;
  if (there) return there;
  const promise = load(build);
  loading[build] = promise;
  promise.catch(() => delete loading[build]);
  return promise;
}

async function load(build: Build): Promise<typeof Api> {
  if (typeof WebAssembly !== "object") throw new Trouble("unsupported");
  let compiled: WebAssembly.Module;
  try {
    compiled = await compile(WASM_FILES[build]);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) throw new Trouble("blocked", [], error);
    throw new Trouble("download", [], error);
  }
  const api = GLUE[build];
  await api.default({ module_or_path: compiled });
  return api;
}

/** Compiles while downloading where the server names the type, and after it elsewhere. */
async function compile(name: string): Promise<WebAssembly.Module> {
  // In a sandbox without an origin of its own, a page may not read its own files. It may run its own scripts.
  if (self.origin === "null") return WebAssembly.compile(await byScript(name));
  const response = await fetch(new URL(name, BASE));
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  if (response.headers.get("content-type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The same bytes out of a script beside the file, which hands them over gzipped and in base64. */
function byScript(name: string): Promise<ArrayBuffer> {
  const script = document.createElement("script");
  script.src = new URL(`${name}.js`, BASE).href;
  return new Promise((resolve, reject) => {
    script.addEventListener("error", () => reject(new Error(`${script.src} cannot be loaded`)));
    (window as unknown as Record<string, (text: string) => void>)[HAND_OVER] = (text) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      new Response(stream).arrayBuffer().then(resolve, reject);
    };
    document.head.append(script);
  });
}

/** What such a script calls; `build.mjs` writes it. */
const HAND_OVER = "playstateWasm";
