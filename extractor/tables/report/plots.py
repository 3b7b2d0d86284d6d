"""The values of a thread over time, drawn by matplotlib as SVG for the page.

The page's policy lets no style attributes in, so they become attributes of SVG; colours become those of the page. The
plot holds numbers and dates only, no word of a document; the page gives every point its words.

Input: Claim*. Output: SVG, or nothing where there is nothing to draw or matplotlib is not installed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from extractor.columns import decimal
from extractor.model import Claim
from extractor.tables.headings import Language, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK = "#010203"  # stands for the colour of the page's words
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"#([\w-]+)")
_FONT = re.compile(r"(?:(\d+) )?([\d.]+)px")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def plot(claims: Sequence[Claim], name: str, language: Language) -> str:
    """Return the plot of a thread: one point a claim, a bar where it gives a range; ``name`` is its own on the page."""
    points = sorted(_points(claims), key=lambda point: point[1])
    if not points:
        return ""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        return ""
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name, "font.size": 9}):
        figure = Figure(figsize=(9, 2.8), layout="constrained")
        axes = figure.add_subplot()
        _draw(axes, points, language)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None, "Type": None})
    return _for_page(out.getvalue(), name, points)


Point = tuple[Claim, date, float, float]


def _points(claims: Sequence[Claim]) -> Iterator[Point]:
    """Yield claims with their day and their ends, in the unit of the first; those of other dimensions are left out."""
    unit = claims[0].quantity.unit if claims else ""
    for claim in claims:
        day = claim.document.published or (claim.time.end if claim.time else None)
        ends = [_in_unit(claim, end, unit) for end in (claim.quantity.low, claim.quantity.high) if end is not None]
        known = [end for end in ends if end is not None]
        if day and known:
            yield claim, day, min(known), max(known)


def _in_unit(claim: Claim, number: Any, unit: str) -> float | None:
    from pint import DimensionalityError, UndefinedUnitError

    from extractor.units import quantity

    value = decimal(number)
    if value is None or abs(value.adjusted()) > 300:  # beyond every double
        return None
    if claim.quantity.unit == unit:
        return float(value)
    try:
        return float(quantity(value, claim.quantity.unit).to(unit).magnitude)
    except (DimensionalityError, UndefinedUnitError):
        return None


def _draw(axes: Axes, points: Sequence[Point], language: Language) -> None:
    from matplotlib.dates import AutoDateLocator, date2num, num2date
    from matplotlib.ticker import FuncFormatter

    groups = words(language)["status_group"]
    days = [float(date2num(day)) for _, day, _, _ in points]  # type: ignore[no-untyped-call]
    axes.plot(days, [(low + high) / 2 for _, _, low, high in points], color=_INK, linewidth=0.8, alpha=0.45)
    for number, (day, (claim, _, low, high)) in enumerate(zip(days, points, strict=True)):
        name = f"point {groups[claim.status.value]} {number}"
        if high > low:
            axes.plot([day, day], [low, high], color=_INK, linewidth=4, alpha=0.5, solid_capstyle="round")
        axes.plot([day], [(low + high) / 2], marker="o", markersize=8, color=_INK, gid=name)
    axes.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=8))  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: _day_label(num2date(at).date(), language)))  # type: ignore[no-untyped-call]
    axes.yaxis.set_major_formatter(FuncFormatter(lambda at, _: f"{at:,.6g}".replace("-", "−")))
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=_INK)
    axes.grid(axis="y", color=_INK, alpha=0.15, linewidth=0.6)
    for spine in axes.spines.values():
        spine.set_color(_INK)
    axes.margins(x=0.05, y=0.2)


def _day_label(day: date, language: Language) -> str:
    if language is Language.EN:
        return day.isoformat()
    from persiantools.jdatetime import JalaliDate

    jalali = JalaliDate(day)  # type: ignore[no-untyped-call]
    return f"{jalali.year}/{jalali.month:02}/{jalali.day:02}".translate(_PERSIAN_DIGITS)


def _for_page(svg: str, name: str, points: Sequence[Point]) -> str:
    """Return the SVG with attributes for styles, names of its own, and points that the page can find."""
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ET.fromstring(svg)  # noqa: S314  (made by matplotlib a moment ago)
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{_SVG}metadata", f"{_SVG}style"):
                parent.remove(child)
    for item in root.iter():
        _restyle(item)
        found = item.get("id", "").split(" ")
        if found[0] == "point":
            item.set("class", f"g-{found[1]}")
            item.set("data-point", points[int(found[2])][0].id)
            item.attrib.pop("id")
        elif item.get("id"):
            item.set("id", f"{name}-{item.get('id')}")
        for key, value in item.attrib.items():
            if key == _HREF or value.startswith("url("):
                item.set(key, _REFERENCE.sub(rf"#{name}-\1", value))
    root.attrib.pop("height", None)
    root.attrib.pop("width", None)
    root.set("role", "img")
    return ET.tostring(root, encoding="unicode")


def _restyle(item: ET.Element) -> None:
    for part in item.attrib.pop("style", "").split(";"):
        key, _, value = (text.strip() for text in part.partition(":"))
        if key == "font":
            found = _FONT.search(value)
            item.set("font-size", found[2] if found else "9")
        elif key and key not in ("font-family", "-inkscape-stroke"):
            item.set(key, "currentColor" if value == _INK else value)
