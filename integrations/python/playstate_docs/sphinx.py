"""The Sphinx extension: the directive ``asl``, and with MyST the fence of that language, are state machines that run.

HTML has the machine; every other builder has its definition as code.
"""

from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from . import __version__
from .info import Problem, attributes, checked
from .machine import SCENARIOS, Machine

log = logging.getLogger(__name__)

_OPTIONS = (
    "scenarios scenario panels theme at select speed autoplay max-height loading playground link src"
).split()


class asl_machine(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A machine: its HTML, around its definition as code."""


class AslDirective(SphinxDirective):
    """``.. asl::`` with the definition as its content and the player's attributes as its options."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = dict.fromkeys(_OPTIONS, directives.unchanged)

    def run(self):
        """The machine, or the code alone where it has a problem that is no more than told of."""
        code = "\n".join(self.content)
        literal = nodes.literal_block(code, code, language="text")
        self.set_source_info(literal)
        page = str(self.env.doc2path(self.env.docname, False))
        try:
            said = attributes(self.arguments[0] if self.arguments else "")
            said |= checked({name: value or "" for name, value in self.options.items()})
            folder = Path(self.env.srcdir, page).parent
            if SCENARIOS in said:
                self.env.note_dependency(str(folder / said[SCENARIOS]))
            machine = Machine(code, said, page, self.content_offset + 1, folder)
            html = machine.html(self.config.asl_command)
        except Problem as problem:
            message = problem.at(page, self.lineno)
            if self.config.asl_on_problems != "warn":
                raise ExtensionError("\n" + message) from None
            log.warning(message, location=(self.env.docname, self.lineno))
            return [literal]
        return [asl_machine("", literal, html=html)]


def setup(app: Sphinx):
    """Registers the directive, its node, and its options."""
    app.add_config_value("asl_player", None, "html", [str])
    app.add_config_value("asl_on_problems", "fail", "env", [str])
    app.add_config_value("asl_command", "asl", "env", [str])
    code = (_descend, _descend)
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), code)
    app.add_node(asl_machine, html=(_as_html, _descend), **others)
    app.add_directive("asl", AslDirective)
    app.connect("config-inited", _tell_myst)
    app.connect("html-page-context", _add_script)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _as_html(translator, node):
    translator.body.append(node["html"])
    raise nodes.SkipNode


def _descend(translator, node):
    """The code within is all there is."""


def _tell_myst(app: Sphinx, config):
    if "myst_fence_as_directive" in config:
        config.myst_fence_as_directive = {*config.myst_fence_as_directive, "asl"}


def _add_script(app: Sphinx, pagename, templatename, context, doctree):
    if app.config.asl_player and doctree is not None and any(doctree.findall(asl_machine)):
        app.add_js_file(app.config.asl_player, type="module")
