// The package's types, against a sample that uses them.
import { spawnSync } from "node:child_process";
import assert from "node:assert/strict";
import { test } from "node:test";

const tsc = `${process.env.PLAYSTATE_ROOT}/web/editor/node_modules/typescript/bin/tsc`;

for (const resolution of [["NodeNext", "NodeNext"], ["ESNext", "Bundler"]]) {
  test(`the sample has the right types, resolved as by ${resolution[1]}`, () => {
    const [module, resolve] = resolution;
    const options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,esnext.disposable"];
    const modules = ["--module", module, "--moduleResolution", resolve];
    const { stdout, status } = spawnSync(process.execPath, [tsc, ...options, ...modules, "sample.mts"], { encoding: "utf8" });
    assert.equal(stdout, "");
    assert.equal(status, 0);
  });
}
