"""One machine: drawn by the ``asl`` command, and written as HTML."""

import json
import subprocess
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from .info import Problem

# The attribute that names a file of scenarios. It goes no further: what the file holds is put on the page.
SCENARIOS = "scenarios"


@dataclass
class Machine:
    """A definition in a page of documentation."""

    code: str
    attributes: dict[str, str] = field(default_factory=dict)
    #: The page, as messages call it.
    page: str = "the page"
    #: The line of the page that the definition begins at.
    line: int = 1
    #: Where other files are looked for.
    folder: Path = Path()

    def svg(self, command: str = "asl", theme: str = "auto") -> str:
        """The drawing, with the run of its scenario. Raises what is wrong with the definition."""
        arguments = ["render", "-", "--theme", theme, "--strict", "--source", f"{self.page}:{self.line}"]
        if SCENARIOS in self.attributes:
            arguments += ["--mocks", str(self.folder / self.attributes[SCENARIOS])]
            if "scenario" in self.attributes:
                arguments += ["--scenario", self.attributes["scenario"]]
            if self.attributes.get("at", "").isdecimal():
                arguments += ["--at", self.attributes["at"]]
        try:
            done = subprocess.run(
                [command, *arguments], input=self.code, capture_output=True, encoding="utf-8", check=False
            )
        except FileNotFoundError:
            raise Problem(
                f"there is no command {command}. It is built by `cargo install --path crates/asl-cli`"
            ) from None
        if done.returncode == 0:
            return done.stdout.strip()
        text = done.stderr.strip()
        if "-->" in text:
            raise Problem(text, placed=True)
        raise Problem(text.removeprefix("error: "))

    def html(self, command: str = "asl") -> str:
        """The element, in it the definition, its scenarios, and the drawing for those without script."""
        svg = self.svg(command)
        said = "".join(
            f' {name}="{_escape(value)}"' for name, value in self.attributes.items() if name != SCENARIOS
        )
        # The element around it is one that Markdown knows as a block.
        return f'<div class="asl-machine"><asl-player{said}>{code(self.code)}{self._data()}{svg}</asl-player></div>'

    def _data(self) -> str:
        if SCENARIOS not in self.attributes:
            return ""
        name = self.attributes[SCENARIOS]
        try:
            file = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Problem(f"{name}: {error}") from None
        scenarios = file.get("scenarios", file) if isinstance(file, dict) else file
        # No text in it can end the script.
        text = json.dumps(scenarios).replace("<", "\\u003c")
        return f'<script type="application/json" data-scenario>{text}</script>'


def code(text: str) -> str:
    """A definition as code."""
    return f'<pre><code class="language-asl">{_escape(text)}</code></pre>'


def script(player: str) -> str:
    """The script that brings the machines of a page to life."""
    return f'<script type="module" src="{_escape(player)}"></script>'


def _escape(text: str) -> str:
    # On one line: a blank line would end the HTML in Markdown.
    return escape(text).replace("\n", "&#10;")
