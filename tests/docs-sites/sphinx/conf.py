# A Sphinx site with machines in it, for the tests. Its pages are those of all sites, and one of its own in reStructuredText.
project = "Machines in Sphinx"
extensions = ["myst_parser", "playstate_docs.sphinx"]
exclude_patterns = ["SUMMARY.md"]
root_doc = "index"
asl_player = "/playstate/player.js"
