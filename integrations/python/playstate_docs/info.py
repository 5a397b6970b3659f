"""A fence's info string: ``asl panels="diagram timeline" autoplay``, in braces or not."""

import re

# One attribute with the space after it. What runs script (`onclick`) is none.
_ATTRIBUTE = re.compile(
    r"""(?!on)([a-z][a-z0-9-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']\S*)?))?(?:\s+|$)""",
    re.IGNORECASE | re.ASCII,
)


class Problem(Exception):
    """What is wrong with a fence. ``placed`` messages say themselves where."""

    def __init__(self, message: str, placed: bool = False):
        super().__init__(message)
        self.placed = placed

    def at(self, name: str, line: int) -> str:
        """The message with its place."""
        return str(self) if self.placed else f"error: {self}\n  --> {name}:{line}:1"


def attributes(text: str) -> dict[str, str]:
    """The attributes of an info string without its language, by name."""
    text = text.strip()
    if text.startswith("{") and text.endswith("}"):
        text = text[1:-1].strip()
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        match = _ATTRIBUTE.match(text, at)
        if not match:
            raise Problem(
                f'"{text[at:]}" is no attribute: they are written as name="value", '
                "and handlers are not for fences"
            )
        name, *values = match.groups()
        found[name.lower()] = next((value for value in values if value is not None), "")
        at = match.end()
    return found


def checked(options: dict[str, str]) -> dict[str, str]:
    """Attributes that were read elsewhere, if each has the name of one."""
    for name in options:
        if not _ATTRIBUTE.fullmatch(name):
            raise Problem(f"{name} is no attribute: handlers are not for fences")
    return {name.lower(): value for name, value in options.items()}
