"""Read the name of a person at a word: titles, given names, a surname of up to three words.

A name is known by a title, a given name, or because the document gives it in full elsewhere; else only by standing
where a speaker stands (``weak``).

Input: a Line, the surnames of the document. Output: Party with a name.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.people import Party
from extractor.rulebook.kinds.roles import Sort

Surnames = Mapping[str, tuple[tuple[str, ...], ...]]

_LONGEST_NAME = 4
_MOST_TITLES = 5
_LONGEST_SURNAME = 3


class Names:
    """The names of one sentence."""

    __slots__ = ("_line", "_people", "_surnames")

    def __init__(self, line: Line, surnames: Surnames) -> None:
        """Read names in a line; ``surnames`` are those known from the document, by their first words."""
        self._line = line
        self._people = line.people
        self._surnames = surnames

    def at(self, at: int, until: int) -> Party | None:
        """Return the name that begins at a word, known by a title, a given name or the document."""
        told, known = self._told(at, until), self._known(at, until)
        if told is not None and told.weak and known is not None and known.last >= told.last:
            return known  # «کیان‌ارثی», whose first part is a given name too
        return told or known

    def _told(self, at: int, until: int) -> Party | None:
        people, line, words = self._people, self._line, self._line.words
        first = at
        while first < until and first - at < _MOST_TITLES and self._title(first, at):
            first += 1
        titled = first > at
        if titled and first < until and line.is_quote(first):
            first += 1
        last = first
        while last < until and last not in line.cues:
            size = 1 if words[last] in people.honours else line.given(last)
            if not size or last + size > until:
                break
            last += size
        given = last - first
        if (not titled and not given) or (at and words[at - 1] in people.namesakes):
            return None
        if given and last < until and words[last] in people.settlements:
            return None
        surname = 0
        while last < until and surname < _LONGEST_SURNAME and self._goes_on(last, surname, given, until):
            last, surname = last + 1, surname + 1
        common = given == 1 and words[first] in people.common
        if last == first or (not titled and not surname and not self._alone(first, last, until, common=common)):
            return None
        return Party(
            None,
            at,
            last,
            name=(first, last),
            full=given + surname > 1 and not (given == 1 and line.scan.words.touching(first + 1)),
            weak=not titled and (common or given + surname == 1),
            rule=people.title_rule if titled else people.given_rule,
        )

    def _title(self, at: int, begun: int) -> bool:
        words, people, after = self._line.words, self._people, at + 1
        if words[at] in people.titles or (at > begun and words[at] in people.ranks):
            # «شیخ‌بهایی» is a surname
            glued = self._line.scan.words.touching(after) and after < self._line.until
            return not glued or words[after] in people.ranks or words[after] in people.titles
        # «امیر سرلشکر»
        return after < self._line.until and words[after] in people.titles and words[at] in people.common

    def _alone(self, first: int, last: int, until: int, *, common: bool) -> bool:
        """Whether given names are a whole name: two of them, or one that stands by itself («عبدالقیوم، دهقان …»)."""
        if last - first > 1:
            return True
        return not common and self._closed(last, until)

    def _goes_on(self, at: int, surname: int, given: int, until: int) -> bool:
        """Whether a surname takes this word too: the first word always, others where they end it clearly."""
        words = self._line.words
        if surname and words[at].isalpha() and self._line.scan.words.touching(at):
            return True
        if not surname and given and self._line.may_be_surname(at) and self._closed(at + 1, until):
            return True
        if not self._line.name_word(at) or words[at] in self._people.generic | self._people.suffixes:
            return False
        if not surname or words[at] in self._people.tails:
            return True
        after = at + 1
        return self._marked(after, until) or (not self._line.taken(at) and self._closed(after, until))

    def _closed(self, at: int, until: int) -> bool:
        """Whether what stands at a word shows that a name is over."""
        word = self._line.words[at] if at < until else ""
        return self._marked(at, until) or (word in self._people.ends and word not in self._people.object_marks)

    def _marked(self, at: int, until: int) -> bool:
        """Whether a name is surely over: at a cue, a mark or a role."""
        line = self._line
        return at >= until or at in line.cues or not line.words[at].isalnum() or line.sort(at) is Sort.OFFICE

    def _known(self, at: int, until: int) -> Party | None:
        """Read a surname that the document gives in full elsewhere."""
        words = self._line.words
        for surname in self._surnames.get(words[at], ()):
            last = at + len(surname)
            if last <= until and words[at:last] == surname and at not in self._line.cues:
                return Party(None, at, last, name=(at, last), rule=self._people.given_rule)
        return None

    def unknown(self, at: int, until: int, *, adjacent: int | None = None) -> Party | None:
        """Return the words at ``at`` as a name that no rule knows, where they can be one.

        With ``adjacent`` the name must end at that word, which is a reporting verb. Words that figures are told with
        are no name, unless marks close it («به گفته حمل‌بخش رئیسی، …»).
        """
        line, words = self._line, self._line.words
        last = at
        while last < until and last - at <= _LONGEST_NAME and line.name_word(last):
            last += 1
        if adjacent is None and (last == until or words[last].isalnum() or last - at > _LONGEST_SURNAME):
            last = next((k for k in range(at, last) if line.taken(k)), last)
        if last == at or last - at > _LONGEST_NAME or (adjacent is not None and last != adjacent):
            return None
        if last < len(words) and words[last] in self._people.object_marks:
            return None
        if last < len(words) and last != adjacent and line.taken(last) and words[last] not in self._people.ends:
            return None
        if words[at] in self._people.namesakes or line.sort(at) is Sort.OUTLET:
            return None
        return Party(None, at, last, name=(at, last), weak=True, full=last - at > 1)

    def glued(self, at: int) -> Party | None:
        """Return one word as a name that lost its space («امیدفلاح»)."""
        if not self._line.name_word(at) or self._line.taken(at) or not self._people.is_glued(self._line.words[at]):
            return None
        last = at + 1
        if last < self._line.until and self._line.words[last] in self._people.tails:
            last += 1
        return Party(None, at, last, name=(at, last), weak=True, rule=self._people.given_rule)
