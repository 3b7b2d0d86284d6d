"""What joins two numerals: ranges (۵ تا ۶), changes (از ۳ به ۵), lists (۹ و ۱۴ میلیون).

Input: a rule's table. Output: RangeRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class Joint(StrEnum):
    """What two joined numerals are: one range, two figures that share scale and unit, or one ratio."""

    RANGE = "range"
    LIST = "list"
    RATIO = "ratio"


class RangeRule(Struct, frozen=True):
    """Words between two numerals.

    With ``named`` one of these must stand somewhere before («نسبت … ۲۵ به ۱»), with ``opens`` directly before the
    first («بین ۵ و ۶»). ``goes_on``: only before another joint («۱.۷، ۱.۱ و یک میلیارد»). ``neighbours``: two words
    that are numbers in succession, with one of ``joins`` or nothing between («سه چهار هزار»). ``digits``: both must
    be in digits. Not after one of ``not_after`` where the first numeral can be a year, nor after one of
    ``never_after``. A ``counted`` ratio is one of so many things, told behind it («one in five children»). With
    ``units`` each end may have its unit («between 5% and 6%»). With ``widest`` the second is at most so many times the
    first («by 10 to 15 percent», but «by 10 to 150»).
    """

    ref: RuleRef
    means: Joint
    joins: tuple[str, ...]
    opens: tuple[str, ...]
    named: tuple[str, ...]
    not_after: tuple[str, ...]
    never_after: tuple[str, ...]
    goes_on: bool
    neighbours: bool
    digits: bool
    counted: bool
    units: bool
    widest: int

    def forms(self) -> Iterable[Form]:
        """Yield none: joints are looked up between numerals only."""
        return ()


def read(table: Table) -> RangeRule:
    """Read a rule of kind ranges."""
    rule = RangeRule(
        table.ref(),
        table.choice("means", Joint) or Joint.RANGE,
        table.forms("joins"),
        table.forms("opens"),
        table.forms("named"),
        table.forms("not_after"),
        table.forms("never_after"),
        table.flag("goes_on"),
        table.flag("neighbours"),
        table.flag("digits"),
        table.flag("counted"),
        table.flag("units"),
        table.integer("widest", 0),
    )
    if not rule.joins and not rule.neighbours:
        table.fault("a range needs 'joins', or 'neighbours: yes'")
    return rule
