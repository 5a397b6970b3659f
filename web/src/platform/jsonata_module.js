// Loads the engine for JSONata, whose files index.html names, and hands requests to it.
let ask;
let tries = 0;

export async function loadJsonata() {
  const { jsonata, jsonataWasm } = document.getElementById("app-files").dataset;
  const glue = new URL(jsonata, document.baseURI);
  // Browsers remember for an address that importing it failed.
  if (tries > 0) glue.search = `?try=${tries}`;
  tries += 1;
  const [module, wasm] = await Promise.all([import(glue), download(jsonataWasm).then(compile)]);
  await module.default({ module_or_path: wasm });
  ask = module.ask;
}

/** Answers with bytes to bytes; the request is a view that is gone afterwards. */
export function askJsonata(request) {
  return ask(request);
}

async function download(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

/** Compiles while downloading where the server names the type, and after it elsewhere. */
async function compile(response) {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
