"""The tests of playstate_docs. They need the ``asl`` command on the path."""
