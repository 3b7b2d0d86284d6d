"""Read how far a role or an institution goes: from its head to a verb, a preposition, a name or a mark.

Some prepositions and marks belong to it («انجمن حمایت از بیماران», «صنعت، معدن و تجارت»), and so does what a
demonstrative names («مدیرعامل این شرکت»). Where a «را» follows and nothing shows where the object begins, the end is
doubtful.

Input: a Line, its names. Output: the end of a phrase.
"""

from __future__ import annotations

from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.names import Names
from extractor.rulebook.kinds.roles import RoleWord, Sort

_LONGEST_ROLE = 18
_LONGEST_QUOTED = 6
_LONGEST_ITEM = 3
_HEADS = (Sort.OFFICE, Sort.ORGANISATION)
_CLOSING = frozenset("،:؛»)(")
_PRONOUNS = (Sort.PRONOUN, Sort.THIS_PERSON)


class Roles:
    """The phrases of one sentence."""

    __slots__ = ("_line", "_names", "_people")

    def __init__(self, line: Line, names: Names) -> None:
        """Read phrases in a line."""
        self._line = line
        self._people = line.people
        self._names = names

    def end(self, first: int, until: int, head: RoleWord) -> int:
        """Return the end of a phrase whose head ends at word ``first``."""
        line, people, words = self._line, self._people, self._line.words
        at, limit = first, min(until, first + _LONGEST_ROLE)
        while at < limit and at not in line.cues:
            beyond = self._beyond(at, limit)
            if beyond > at:
                at = min(beyond, until)
                continue
            if words[at] == "،" and self._may_list(first, at, until, head):
                listed = self._listed(at, limit)
                if listed > at:
                    at = listed
                    continue
            if words[at].isdigit() and words[at - 1] in people.numbered:
                at += 1
                continue
            if not words[at].isalpha() or line.finite(at, at + 1) is not None:
                break
            if self._is_over(at, first, until, head):
                break
            at += 1
        at = min(at, max(limit, first))
        while words[at - 1] in people.conjunctions or words[at - 1] in people.inside:
            at -= 1
        return at

    def loose(self, last: int, until: int) -> bool:
        """Whether the object of the clause may have been taken into a phrase: «را» follows right behind it."""
        return last < until and self._line.words[last] in self._people.object_marks

    def organisation(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the institution named in a role."""
        within = next((at for at in range(first, last) if self._line.sort(at) is Sort.ORGANISATION), None)
        return (within, last) if within is not None else None

    def _beyond(self, at: int, limit: int) -> int:
        """Return the end of what goes on over marks and prepositions at a word: a field, a name in quotation marks."""
        line, words = self._line, self._line.words
        if words[at] != "«" or at == 0:
            return line.field(at)
        closing = next((k for k in range(at + 1, min(limit, at + _LONGEST_QUOTED)) if words[k] == "»"), at)
        named = all(words[k].isalpha() and k not in line.cues for k in range(at + 1, closing))
        return closing + 1 if closing > at + 1 and named else at

    def _may_list(self, first: int, at: int, until: int, head: RoleWord) -> bool:
        """Whether a comma may begin a list: of places, or of what an institution is for («طلا، سکه و جواهر»)."""
        if head.abroad:
            return True
        institution = head.sort is Sort.ORGANISATION or self.organisation(first, at) is not None
        return institution and until < self._line.until and self._line.object_mark(at, until) is None

    def _listed(self, at: int, limit: int) -> int:
        """Return the end of a list that goes on behind a comma («نماینده مردم آباده، بوانات و خرمبید»)."""
        line, words = self._line, self._line.words
        while at < limit and words[at] == "،":
            at += 1
            begun = at
            while at < limit and at - begun < _LONGEST_ITEM and line.name_word(at):
                at += 1
        joined = at < limit and words[at] in self._people.conjunctions and at + 1 < limit and line.name_word(at + 1)
        return at if joined else 0

    def _is_over(self, at: int, first: int, until: int, head: RoleWord) -> bool:
        """Whether a phrase ends before a word."""
        line, people, word = self._line, self._people, self._line.words[at]
        limit = min(until, first + _LONGEST_ROLE)
        if word in people.conjunctions:
            return not self._conjoined(at, limit, until, head)
        if word in people.demonstratives:
            return not self._points_back(at, limit)
        if line.sort(at) in _HEADS:
            return at > first and self._begins_other(at, until, head)
        told = (line.done(at) or word in people.things) and line.words[at - 1] not in people.conjunctions
        if word in people.objects or (told and at > first and word not in people.ends):
            return self._begins_object(at, until) or self._begins_other(at, until, head)
        if word in people.ends:
            return not self._abroad(at, limit, head)
        return self._begins_other(at, until, head)

    def _points_back(self, at: int, limit: int) -> bool:
        """Whether «این …» goes on with a phrase, and is no object of its own («استاندار این خبر را …»)."""
        line = self._line
        over = next((k for k in range(at, line.until) if line.words[k] == "،"), line.until)
        if at + 1 >= limit or line.object_mark(at, over) is not None:
            return False
        if self._people.joints.isdisjoint((line.words[at - 1],)) and line.sort(at) is Sort.THIS_ORGANISATION:
            return True
        return line.name_word(at + 1) or line.sort(at + 1) is Sort.ORGANISATION

    def _abroad(self, at: int, limit: int, head: RoleWord) -> bool:
        """Whether an office goes on with «در» and a place («سفیر ایران در مسقط»)."""
        line, people = self._line, self._people
        return (
            head.abroad
            and line.words[at] in people.inside
            and at + 1 < limit
            and line.name_word(at + 1)
            and line.words[at + 1] not in people.events
        )

    def _begins_object(self, at: int, until: int) -> bool:
        """Whether a word like «مصرف» begins what is told, and is not what an office is for («معاون مصرف»)."""
        line, words = self._line, self._line.words
        if line.object_mark(at, until) is not None:
            return True
        if until < line.until or words[at] not in self._people.objects:
            return False
        over = at
        while over < until and words[over].isalpha() and over not in line.cues and not self._stops(over):
            over += 1
        return not (over == until or over in line.cues or words[over] in _CLOSING)

    def _stops(self, at: int) -> bool:
        people, word = self._people, self._line.words[at]
        return (
            word in people.prepositions
            or word in people.adverbs
            or word in people.object_marks
            or self._line.finite(at, at + 1) is not None
        )

    def _begins_other(self, at: int, until: int, head: RoleWord) -> bool:
        sort = self._line.sort(at)
        if sort in _PRONOUNS or (sort is Sort.OFFICE and head.sort in (Sort.ORGANISATION, Sort.THIS_ORGANISATION)):
            return True
        return self._name_begins(at, until)

    def _conjoined(self, at: int, limit: int, until: int, head: RoleWord) -> bool:
        """Whether «و» goes on with the same phrase."""
        line, after = self._line, at + 1
        if after >= limit or after in line.cues:
            return False
        if line.field(after) > after:
            return True
        if line.sort(after) in _HEADS:
            return head.sort is Sort.OFFICE
        if line.words[after] in self._people.objects:
            return not self._begins_object(after, until)
        return line.name_word(after) and line.finite(after, after + 1) is None and not self._name_begins(after, limit)

    def _name_begins(self, at: int, until: int) -> bool:
        """Whether a person's name begins inside a phrase: a title or given name, and what can be a surname."""
        words, people = self._line.words, self._people
        if words[at - 1] in people.namesakes or words[at] in people.namesakes:
            return False
        name = self._names.at(at, until)
        if name is None or name.name is None:
            return False
        if words[at] in people.titles or not name.full:
            return words[at] in people.titles
        first, last = name.name
        if people.is_plain(words[first]):
            return True
        return people.is_surname(words[last - 1]) or words[last - 1] in people.tails
