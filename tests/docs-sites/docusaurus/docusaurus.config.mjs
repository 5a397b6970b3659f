// A Docusaurus site with machines in it, for the tests. Its pages are those of all sites.
import remarkAsl from "../../../integrations/remark/index.js";

export default {
  title: "Machines in Docusaurus",
  url: "https://example.org",
  baseUrl: "/docusaurus/",
  trailingSlash: true,
  // The title leads to a start page, which this site has not.
  onBrokenLinks: "ignore",
  plugins: [
    [
      "@docusaurus/plugin-content-docs",
      { path: "../pages", routeBasePath: "/", exclude: ["SUMMARY.md"], remarkPlugins: [remarkAsl] },
    ],
  ],
  themes: ["@docusaurus/theme-classic"],
  // Once for all pages: what React puts on a page later, the browser would not run.
  scripts: [{ src: "/playstate/player.js", type: "module" }],
  themeConfig: { colorMode: { respectPrefersColorScheme: true } },
};
