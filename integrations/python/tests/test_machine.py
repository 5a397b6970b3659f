"""Fences, by themselves."""

import tempfile
import unittest
from pathlib import Path

from playstate_docs.info import Problem, attributes, checked
from playstate_docs.machine import Machine, script
from playstate_docs.mkdocs import rewritten

DEFINITION = '{"StartAt": "A",\n\n"States": {"A": {"Type": "Pass", "End": true}}}'


class Attributes(unittest.TestCase):
    def test_are_read_with_and_without_braces(self):
        both = {"scenario": "job 2 fails", "panels": "diagram timeline"}
        self.assertEqual(attributes("scenario=\"job 2 fails\" panels='diagram timeline'"), both)
        self.assertEqual(attributes('{scenario="job 2 fails" panels="diagram timeline"}'), both)
        self.assertEqual(attributes("autoplay speed=2"), {"autoplay": "", "speed": "2"})

    def test_that_are_none_are_refused(self):
        for wrong in ('onclick="alert(1)"', "<b>", 'panels="diagram'):
            with self.assertRaisesRegex(Problem, "is no attribute"):
                attributes(wrong)
        with self.assertRaises(Problem):
            checked({"onclick": "alert(1)"})


class Machines(unittest.TestCase):
    def test_are_one_line_of_html(self):
        html = Machine(DEFINITION, {"panels": '"><b>'}).html()
        self.assertNotIn("\n", html.split("<svg ")[0])
        self.assertIn('<asl-player panels="&quot;&gt;&lt;b&gt;"><pre><code class="language-asl">{&quot;StartAt', html)
        self.assertIn('<svg xmlns="http://www.w3.org/2000/svg" class="asl-diagram"', html)

    def test_take_scenarios_of_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "all.json").write_text('{"scenarios": [{"name": "</script>"}, {"name": "Works"}]}')
            said = {"scenarios": "all.json", "scenario": "Works"}
            html = Machine(DEFINITION, said, folder=Path(folder)).html()
            self.assertIn('data-scenario>[{"name": "\\u003c/script>"}', html)
            self.assertIn("A: Pass, succeeded", html)
            said["scenario"] = "Lost"
            with self.assertRaisesRegex(Problem, "There are: </script>, Works"):
                Machine(DEFINITION, said, folder=Path(folder)).html()

    def test_say_what_is_wrong_and_where(self):
        with self.assertRaisesRegex(Problem, "--> docs/page.md:7:13") as caught:
            Machine('{"StartAt": "B",\n"States": {}}', page="docs/page.md", line=7).html()
        self.assertTrue(caught.exception.placed)
        with self.assertRaisesRegex(Problem, "there is no command no-such-asl"):
            Machine(DEFINITION).html("no-such-asl")

    def test_come_to_life_by_a_script(self):
        self.assertEqual(script('/a"b.js'), '<script type="module" src="/a&quot;b.js"></script>')


class MkDocs(unittest.TestCase):
    def check(self, text: str, expected: str):
        self.assertEqual(rewritten(text), expected)

    def test_fences_are_rewritten_with_their_line(self):
        self.check(
            'a\n\n  ```asl {panels="x y"}\n  {}\n  ```\n~~~ asl\n~~~\n```asl\n```',
            'a\n\n  ```{.asl info="%7Bpanels%3D%22x%20y%22%7D" line="3"}\n  {}\n  ```\n'
            '~~~{.asl info="" line="6"}\n~~~\n```{.asl info="" line="8"}\n```',
        )

    def test_what_is_no_machine_stays(self):
        for text in ("```aslan\n```", "````md\n```asl\n```\n````", "```json\n```asl\n```"):
            self.check(text, text)
