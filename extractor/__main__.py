"""``python -m extractor``: the command, for a Python that has the package but not its scripts on the path."""

from __future__ import annotations

from extractor.cli import main

if __name__ == "__main__":
    main(prog_name="extractor")
