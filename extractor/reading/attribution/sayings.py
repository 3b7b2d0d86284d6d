"""What one sentence tells of speakers, before it is known who they are.

Input: nothing. Output: Statement, Sayings.
"""

from __future__ import annotations

from msgspec import Struct

from extractor.model import RuleRef
from extractor.reading.attribution.people import Party

Range = tuple[int, int]


class Statement(Struct, frozen=True):
    """Words ``first`` to ``last - 1`` are said by ``party``, or by who spoke before (None).

    ``direct``: a colon or a quotation mark opens them; ``opens``: they follow the verb. ``denied`` is the part of them
    that is denied. ``contrast``: another speaker comes in; ``also``: perhaps another; ``continues``: the same goes on;
    ``back``: what stands before the sentence is said too; ``pending``: what is said only begins in the next sentence;
    ``perfect``: the verb tells of another time; ``plural``: many are its subject; ``sourced``: no verb,
    but a phrase names who it is; ``document``: a document says it, and not whose it is;
    ``reports``: it is what a party's report says; ``full``: the text of it follows.
    """

    first: int
    last: int
    party: Party | None
    cue: Range | None
    rule: RuleRef | None = None
    direct: bool = False
    opens: bool = False
    denied: Range | None = None
    contrast: bool = False
    also: bool = False
    continues: bool = False
    back: bool = False
    pending: bool = False
    perfect: bool = False
    plural: bool = False
    sourced: bool = False
    document: bool = False
    reports: bool = False
    full: bool = False


class Sayings(Struct, frozen=True):
    """What one sentence tells of speakers.

    ``brought_up`` are persons who only do something in it, ``answers`` the one whom an interview announces.
    ``reported``: an outlet says it, which speaks only where somebody denies that. ``outlet``: the outlet itself speaks;
    ``this_report``: perhaps it does; ``denies``: the sentence begins with a «نه»; ``asked``: it is a question that
    somebody answers («در پاسخ به این پرسش که …؟»).
    """

    statements: tuple[Statement, ...] = ()
    wire: Range | None = None
    brought_up: tuple[Party, ...] = ()
    answers: Party | None = None
    reported: Statement | None = None
    outlet: bool = False
    this_report: bool = False
    denies: bool = False
    asked: bool = False


NOTHING = Sayings()
