// Starts the app, and says in plain words when that cannot be. The names of the built files come from the
// element that Trunk writes (`pattern_script` in Trunk.toml).

const REASONS = {
  unsupported:
    "This browser has no WebAssembly, which the playground needs. A current version of Chrome, Edge, Firefox or Safari has it.",
  blocked:
    "WebAssembly is blocked on this page, by the browser's settings or by a policy. Allow it for this site to use the playground.",
  download: "The playground could not be downloaded. Check the connection, then try again.",
  crash: "The playground stopped while starting. Trying again may help; your browser's console has the details.",
};

start();

async function start() {
  if (typeof WebAssembly !== "object") return fail("unsupported");
  const { module, wasm } = document.getElementById("app-files").dataset;
  let app;
  let compiled;
  try {
    const [imported, response] = await Promise.all([import(new URL(module, document.baseURI)), download(wasm)]);
    app = imported;
    compiled = await compile(response);
  } catch (error) {
    return fail(error instanceof WebAssembly.CompileError ? "blocked" : "download", error);
  }
  try {
    await app.default({ module_or_path: compiled });
  } catch (error) {
    return fail("crash", error);
  }
  document.getElementById("shell")?.remove();
}

async function download(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response;
}

/** Compiles while downloading where the server names the type, and after it elsewhere. */
async function compile(response) {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

function fail(reason, error) {
  if (error) console.error(error);
  const shell = document.getElementById("shell");
  shell.dataset.failed = reason;
  document.getElementById("shell-status").textContent = REASONS[reason];
  const retry = document.getElementById("shell-retry");
  retry.hidden = reason === "unsupported";
  retry.querySelector("button").addEventListener("click", () => location.reload());
}
