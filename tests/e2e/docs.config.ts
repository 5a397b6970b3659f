// The tests of documentation with machines in it. `cargo xtask test docs` builds and serves the sites, and sets the variables.
import base from "./playwright.config";

export default { ...base, testDir: "docs" };
