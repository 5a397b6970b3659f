// Starts the app, and says in plain words when that cannot be. The names of the built files come from the
// element that Trunk writes (`pattern_script` in Trunk.toml). Says so too when the app stops later on: a bug in it is
// a trap of WebAssembly's, after which it can do nothing any more.

const REASONS = {
  unsupported:
    "This browser has no WebAssembly, which the playground needs. A current version of Chrome, Edge, Firefox or Safari has it.",
  blocked:
    "WebAssembly is blocked on this page, by the browser's settings or by a policy. Allow it for this site to use the playground.",
  download: "The playground could not be downloaded. Check the connection, then try again.",
  crash: "The playground stopped while starting. Trying again may help; your browser's console has the details.",
};

window.addEventListener("load", keepForLater);
window.addEventListener("error", (event) => crashed(event.error));
window.addEventListener("unhandledrejection", (event) => crashed(event.reason));
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

/** Lets the page work without a network from now on. Where that cannot be, it works with one. */
function keepForLater() {
  navigator.serviceWorker?.register("sw.js").catch(() => {});
}

/** A trap, or a stack that the app has used up. Errors of scripts alone do not stop it. */
function isTrap(error) {
  if (typeof WebAssembly !== "object") return false;
  const overflow = ["RangeError", "InternalError"].includes(error?.name) && /wasm/.test(error.stack);
  return error instanceof WebAssembly.RuntimeError || overflow;
}

function crashed(error) {
  if (!isTrap(error) || document.getElementById("crash")) return;
  const written = lastWritten();
  const dialog = document.createElement("dialog");
  dialog.id = "crash";
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "crash-title");
  const title = document.createElement("h2");
  title.id = "crash-title";
  title.textContent = "The playground has stopped";
  dialog.append(
    title,
    paragraph("A mistake in the playground itself ended it, not one in your state machine. Your browser's console has the details."),
    paragraph("What you wrote is stored in this browser as you type, and is there again after reloading."),
    button("Reload", () => location.reload()),
  );
  if (written) {
    dialog.append(
      button("Copy what I wrote", () => navigator.clipboard.writeText(written.text)),
      // Where it is what the app trips over, reloading alone would never help.
      button("Reload without it", () => {
        localStorage.removeItem(written.key);
        location.reload();
      }),
    );
  }
  // There is nothing to go back to.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}

/** What was written last, as web/src/features/wiring.rs stores it. */
function lastWritten() {
  try {
    const key = `playstate.draft.${localStorage.getItem("playstate.example")}`;
    const draft = JSON.parse(localStorage.getItem(key));
    const text = draft?.definition ?? draft?.input;
    return text && { key, text };
  } catch {
    return null;
  }
}

function paragraph(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

function button(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}
