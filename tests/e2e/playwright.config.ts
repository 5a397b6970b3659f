// The page's tests. `cargo xtask test page` builds and serves the page, finds the browser, and sets the variables.
import { defineConfig } from "@playwright/test";

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by \`cargo xtask test page\``);
  return value;
};

export default defineConfig({
  testDir: "specs",
  outputDir: "results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: required("PLAYSTATE_REPORT") }]],
  use: {
    baseURL: required("PLAYSTATE_URL"),
    // Tests see and hold up the page's requests, which a service worker would answer; offline.spec.ts allows it.
    serviceWorkers: "block",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: required("PLAYSTATE_CHROME"),
      args: required("PLAYSTATE_CHROME_ARGUMENTS").split(" "),
    },
  },
});
