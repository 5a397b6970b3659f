"""State machines of the Amazon States Language in MkDocs and Sphinx."""

__version__ = "0.1.0"
