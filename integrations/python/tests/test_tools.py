"""What a problem does to a build of the real tools."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BROKEN = '{"StartAt": "B",\n"States": {}}'


class Builds(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name: str, text: str):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def check(self, command: list[str], succeeds: bool, says: str):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=self.folder, capture_output=True, encoding="utf-8", check=False
        )
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode == 0, succeeds, said)
        self.assertIn(says, said)

    def test_mkdocs_fails_or_warns(self):
        page = f"---\ntitle: T\n---\n\n# Title\n\n```asl autoplay max-height=200\n{BROKEN}\n```\n"
        self.write("docs/index.md", page)
        self.write("mkdocs.yml", "site_name: S\nplugins: [asl]\n")
        self.check(["mkdocs", "build"], False, "--> docs/index.md:8:13")
        self.write("mkdocs.yml", "site_name: S\nplugins: [{asl: {on_problems: warn, player: p.js}}]\n")
        self.check(["mkdocs", "build"], True, "--> docs/index.md:8:13")
        html = (self.folder / "site/index.html").read_text(encoding="utf-8")
        self.assertIn('<pre><code class="language-asl">', html)
        self.assertNotIn("p.js", html)

    def test_mkdocs_names_a_wrong_attribute(self):
        self.write("docs/index.md", "```asl onclick=x\n{}\n```\n")
        self.write("mkdocs.yml", "site_name: S\nplugins: [asl]\n")
        self.check(["mkdocs", "build"], False, "handlers are not for fences\n  --> docs/index.md:1:1")

    def test_sphinx_fails_or_warns(self):
        content = "\n   ".join(BROKEN.split("\n"))
        self.write("source/index.rst", f"Title\n=====\n\n.. asl::\n   :autoplay:\n\n   {content}\n")
        self.write("source/conf.py", "extensions = ['playstate_docs.sphinx']\n")
        self.check(["sphinx", "source", "out"], False, "--> index.rst:7:13")
        self.write("source/conf.py", "extensions = ['playstate_docs.sphinx']\nasl_on_problems = 'warn'\n")
        self.check(["sphinx", "source", "out"], True, "--> index.rst:7:13")
        self.assertNotIn("asl-player", (self.folder / "out/index.html").read_text(encoding="utf-8"))
