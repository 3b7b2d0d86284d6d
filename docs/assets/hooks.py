"""Hooks of the docs site: Persian gets its own direction, and a page that the navigation forgot a place in it.

Without an element of its own, the browser orders figures and quotation marks at the ends of a run of Persian by the
English words around. Pages that stand in no list of mkdocs.yml are put under More.

Input: the configuration, the HTML of a page. Output: the same, mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_CODE_OR_TAG = re.compile(r"(<pre\b.*?</pre>|<[^>]+>)", flags=re.DOTALL)
_LETTER = "\u0600-\u06ff\u200c"
_RUN = re.compile(rf"[«{_LETTER}](?:[\s{_LETTER}«».:()…×٪]*[{_LETTER}»…])?")


def on_config(config: Any) -> Any:
    """Add the pages that mkdocs.yml does not name."""
    docs = Path(config["docs_dir"])
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    forgotten = sorted(pages - set(_named(config["nav"])))
    if forgotten:
        config["nav"].append({"More": forgotten})
    return config


def _named(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _named(item)


def on_page_content(html: str, **_: Any) -> str:
    """Set runs of Persian apart."""
    parts = _CODE_OR_TAG.split(html)
    parts[::2] = (_RUN.sub(lambda found: f"<bdi>{found[0]}</bdi>", part) for part in parts[::2])
    return "".join(parts)
