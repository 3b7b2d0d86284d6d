"""Who speaks in a document, with all that is known of him; what is known grows while the document is read.

Input: nothing. Output: Speaker, Found.
"""

from __future__ import annotations

from msgspec import Struct, field

from extractor.model import Resolution, RuleRef
from extractor.reading.attribution.likeness import Words


class Speaker(Struct, eq=False):
    """One who speaks in a document; what is known of him grows while it is read.

    A ``group`` is many, an ``anonymous`` speaker is one whose name will not come («یکی از مهندسان»). A ``loose`` role
    may have taken words of what follows it, ``aliases`` are other roles of the same person.
    """

    name: Words | None = None
    role: Words | None = None
    organisation: Words | None = None
    group: bool = False
    anonymous: bool = False
    loose: bool = False
    spoke: bool = False
    aliases: list[Words] = field(default_factory=list)

    @property
    def human(self) -> bool:
        """Whether this is one person, so that «وی» can mean him."""
        return not self.group and (self.organisation is None or self.name is not None or self.role is not None)

    @property
    def label(self) -> Words | None:
        """The words that stand for the speaker: the name, else the role, else the institution."""
        return self.name or self.role or self.organisation


class Found(Struct, frozen=True):
    """Who is meant, and how that is known; with two candidates nobody is."""

    speaker: Speaker | None
    resolution: Resolution | None
    candidates: tuple[Speaker, ...] = ()
    rule: RuleRef | None = None


NOBODY = Found(None, None)
