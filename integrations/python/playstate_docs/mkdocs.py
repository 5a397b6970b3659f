"""The MkDocs plugin ``asl``: fences of that language become state machines that run.

It hands the fences to ``pymdownx.superfences``, which finds them in lists, admonitions and tabs as well.
"""

import re
from pathlib import Path
from urllib.parse import quote, unquote

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger

from .info import Problem, attributes
from .machine import Machine, code, script

log = get_plugin_logger("asl")

_SUPERFENCES = "pymdownx.superfences"
_FENCE = re.compile(r"^(?P<lead>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$")


class AslConfig(Config):
    """What ``mkdocs.yml`` says."""

    #: The address of Playstate's ``player.js``: absolute, or from the site's root. Without it nothing runs.
    player = options.Optional(options.Type(str))
    #: A definition with an error ends the build, or is told of and stays code.
    on_problems = options.Choice(("fail", "warn"), default="fail")
    #: The ``asl`` command.
    command = options.Type(str, default="asl")


class AslPlugin(BasePlugin[AslConfig]):
    """Turns fences into machines, page by page."""

    def __init__(self):
        self._page = "the page"
        self._folder = Path()
        self._problems: list[str] = []
        self._drawn = 0

    def on_config(self, config):
        """Puts the language among those of superfences."""
        if _SUPERFENCES not in config.markdown_extensions:
            config.markdown_extensions.append(_SUPERFENCES)
        fences = config.mdx_configs.setdefault(_SUPERFENCES, {}).setdefault("custom_fences", [])
        fences.append({"name": "asl", "class": "asl", "validator": _accept, "format": self._format})
        return config

    def on_page_markdown(self, markdown, page, config, files):
        """Writes the fences of a page as superfences reads them."""
        self._page = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
        self._folder = Path(page.file.abs_src_path or config.docs_dir).parent
        self._problems, self._drawn = [], 0
        # What stands before the text, as front matter does.
        before = page.file.content_string.count("\n") - markdown.count("\n")
        return rewritten(markdown, max(before, 0))

    def on_page_content(self, html, page, config, files):
        """Tells of the page's problems, and adds the script where there is a machine."""
        if self._problems and self.config.on_problems == "fail":
            raise PluginError("\n" + "\n\n".join(self._problems))
        for problem in self._problems:
            log.warning(problem)
        if not self._drawn or not self.config.player:
            return html
        player = self.config.player
        is_absolute = player.startswith("/") or "://" in player
        return html + script(player if is_absolute else "../" * page.url.count("/") + player)

    def _format(self, source, language, css_class, options, md, **_):
        line = int(options["line"])
        try:
            said = attributes(options["info"])
            machine = Machine(source, said, self._page, line + 1, self._folder)
            html = machine.html(self.config.command)
        except Problem as problem:
            self._problems.append(problem.at(self._page, line))
            return code(source)
        self._drawn += 1
        return html


def rewritten(markdown: str, before: int = 0) -> str:
    """The text with its fences of the language ``asl`` as superfences reads them, each with its line.

    Superfences takes fewer forms of attributes than a fence may have, so they go as one, encoded.
    """
    lines = []
    inside = None
    for number, line in enumerate(markdown.split("\n"), before + 1):
        match = _FENCE.match(line)
        if match and inside:
            mark, info = match["fence"], match["info"].strip()
            if mark[0] == inside[0] and len(mark) >= len(inside) and not info:
                inside = None
        elif match:
            inside, info = match["fence"], match["info"].strip()
            if re.match(r"asl(?=[\s{]|$)", info):
                encoded = quote(info[3:].strip(), safe="")
                line = f'{match["lead"]}{inside}{{.asl info="{encoded}" line="{number}"}}'
        lines.append(line)
    return "\n".join(lines)


def _accept(language, inputs, options, attrs, md):
    """Takes the fences that were rewritten."""
    options["info"] = unquote(inputs.get("info", ""))
    options["line"] = inputs.get("line", "0")
    return True
