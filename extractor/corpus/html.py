"""The text of an HTML page, and what the page says of itself. Needs the extra ``[html]`` (trafilatura).

trafilatura drops zero-width non-joiners with other invisible characters, and Persian words run together without them;
they go through it as a letter that the page does not hold, and come back as what they were.

Input: the bytes of a page. Output: Page.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

_ZWNJ = "\u200c"
# Letters of scripts that no Persian page holds; the first that the page lacks stands for the non-joiner.
_STANDINS = "\ua66e\ua4f7\u13a0\u16a0"


class Page(NamedTuple):
    """What a page holds; None where it does not say."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None


class PageError(Exception):
    """A page whose text cannot be had, and why."""


def page_text(html: bytes) -> Page:
    """Return the main text of a page, without menus, scripts, comments and footers.

    Raises:
        PageError: the page has no main text, or the extra is not installed.
    """
    try:
        import trafilatura
        from trafilatura.utils import load_html
    except ImportError as error:
        msg = f"pages need the extra [html]: pip install 'extractor[html]' ({error})"
        raise PageError(msg) from None
    tree = load_html(html)
    if tree is None:
        msg = "this is no HTML page, or it is nested too deeply"
        raise PageError(msg)
    standin = _standin(tree)
    _replace(tree, _ZWNJ, standin)
    found: Any = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        # A guessed date would become the date of every «today» of the page: only what the page states counts.
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )
    if found is None or not found.text:
        msg = "the page has no main text"
        raise PageError(msg)
    return Page(
        text=found.text.replace(standin, _ZWNJ),
        title=_back(found.title, standin),
        outlet=_back(found.sitename, standin),
        url=found.url,
        published=date.fromisoformat(found.date) if found.date else None,
    )


def _standin(tree: Any) -> str:
    text = "".join(tree.itertext())
    return next((letter for letter in _STANDINS if letter not in text), " ")


def _replace(tree: Any, old: str, new: str) -> None:
    for element in tree.iter():
        if element.text and old in element.text:
            element.text = element.text.replace(old, new)
        if element.tail and old in element.tail:
            element.tail = element.tail.replace(old, new)
        for name, value in element.attrib.items() if isinstance(element.tag, str) else ():
            if old in value:
                element.attrib[name] = value.replace(old, new)


def _back(text: str | None, standin: str) -> str | None:
    return text.replace(standin, _ZWNJ) if text else None
