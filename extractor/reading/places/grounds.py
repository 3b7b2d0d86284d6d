"""The places of one clause, and which of them is nearest to a figure.

Input: a Clause with its Places. Output: Ground.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractor.model import Kind, Modality
from extractor.reading.mentions import Clause, Mention
from extractor.reading.places.gazetteer import WIDE, Gazetteer, Tie
from extractor.reading.places.whereabouts import Place
from extractor.rulebook.kinds.places import Level
from extractor.rulebook.kinds.status import CueRole, StatusCue
from extractor.rulebook.lexicon import Hit

_SHARES = (Kind.PERCENT, Kind.RATIO, Kind.RANK)
_BRACKET = "("
_COLON = ":"


class Ground:
    """The places of a clause; ``refers`` tells whether words of it stand for any place named before («آنجا»)."""

    def __init__(self, clause: Clause, places: Sequence[Place], gazetteer: Gazetteer) -> None:
        """Sort the places by what they are to what is said."""
        self._gazetteer = gazetteer
        self._start = clause.first
        usable = [place for place in places if place.usable]
        narrow = [place for place in usable if place.spot.level not in WIDE]
        told = [place for place in narrow if place.spot.level is not None]
        self.refers = len(told) < len(narrow)
        self._tied = tuple(_Row(place for place in told if place.spot.tie is tie) for tie in (Tie.HERE, Tie.TOWARD))
        self._named = _Row(place for place in told if place.named)
        self._wide = _Row(place for place in usable if place.spot.level in WIDE)
        self._first_wide = next(filter(self._inside, self._wide.places), next(iter(self._wide.places), None))
        self._world = next((place for place in self._wide.places if place.spot.level is Level.WORLD), None)
        self._told_of = _Row(place for place in places if place.spot.tie is Tie.AGAINST and self._has_clause(place))
        self._brackets = {place.spot.last + 1: place for place in places if place.named and _opens(place)}
        self._of_home = any(
            place.spot.level is Level.HOME and place.spot.first <= clause.first + 1 for place in self._wide.places
        )

    def held(self, mention: Mention, until: int) -> Place | None:
        """Return the place that brackets a figure («سومالی (۴ میلیون نفر)»), or the country right behind it.

        One that is only compared is the place of the clause that goes with it («در مقایسه با یزد که ۲۰ کارخانه دارد»).
        """
        bracket = self._brackets.get(mention.first) or self._told_of.before(mention)
        if bracket or mention.quantity.kind in _SHARES:
            return bracket
        after = self._wide.after(mention)
        return after if after and self._behind(mention, after, until) else None

    def nearest(self, mention: Mention, until: int) -> Iterable[Place]:
        """Yield where a figure may hold, the likeliest first; ``until`` is the word where the next figure begins."""
        for row in (*self._tied, self._named):
            before, after = row.before(mention), self._after(row, mention, until)
            if before and after and self._behind(mention, after, until):
                yield after
            elif before or after:
                yield before or after  # type: ignore[misc]  # one of them is there

    def _after(self, row: _Row, mention: Mention, until: int) -> Place | None:
        """Return the place after a figure; whose a thing is, is not where it is («۲ هواپیمای ترکیه در عراق»)."""
        after = row.after(mention)
        if after is None or after.spot.level is not Level.COUNTRY or self._inside(after):
            return after
        inner = row.next(after)
        return inner if inner and inner.spot.first < until and self._inside(inner) else after

    def supposes(self, place: Place) -> bool:
        """Whether a place is only that of a condition: «اگر ریل بافق برسد، …» says nothing to be there."""
        first, scan = place.spot.first, place.scan
        if first and scan.words.words[first - 1] in self._gazetteer.inside:
            return False
        return any(self._start <= hit.first < first for hit in scan.of("status") if _is_condition(hit))

    def wide(self, mention: Mention) -> Place | None:
        """Return the country or the world; a rank is one in the world, where that is named."""
        if mention.quantity.kind is Kind.RANK and self._world:
            return self._world
        return self._first_wide

    def _has_clause(self, place: Place) -> bool:
        words, last = place.scan.words.words, place.spot.last
        return last < len(words) and words[last] in self._gazetteer.relatives

    def _inside(self, place: Place) -> bool:
        """Whether something is in a country, not of it: «قزاقستان ۲ پایانه در ایران می‌سازد»."""
        first, words = place.spot.first, place.scan.words.words
        return first > 0 and words[first - 1] in self._gazetteer.inside

    def about_wide(self, mention: Mention) -> Place | None:
        """Return the country or the world where a figure is of it as a whole: no share, or the clause is about it."""
        return self.wide(mention) if self._of_home or mention.quantity.kind not in _SHARES else None

    def _behind(self, mention: Mention, place: Place, until: int) -> bool:
        """Whether a place stands right behind a figure, before the next one."""
        first = place.spot.first
        return mention.last <= first < until and self._gazetteer.adjoining(place.scan.words.words[mention.last : first])


class _Row:
    """Places in order, looked up by a figure."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._lasts = [place.spot.last for place in self.places]

    def before(self, mention: Mention) -> Place | None:
        at = bisect_right(self._lasts, mention.first)
        return self.places[at - 1] if at else None

    def after(self, mention: Mention) -> Place | None:
        at = bisect_right(self._lasts, mention.first)
        return self.places[at] if at < len(self.places) else None

    def next(self, place: Place) -> Place | None:
        at = self.places.index(place) + 1
        return self.places[at] if at < len(self.places) else None


def grounds(clauses: Sequence[Clause], places: Iterable[Place], gazetteer: Gazetteer) -> tuple[list[int], list[Ground]]:
    """Return the numbers of the clauses that have places, in order, and the grounds of these.

    A label («سمنان: …») is of the clause that it labels.
    """
    starts = [clause.first for clause in clauses]
    found: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        number = max(bisect_right(starts, place.spot.first) - 1, 0)
        labels = place.spot.last == clauses[number].last - 1 and place.scan.words.words[place.spot.last] == _COLON
        found[number + 1 if labels and number + 1 < len(clauses) else number].append(place)
    numbers = sorted(found)
    return numbers, [Ground(clauses[number], found[number], gazetteer) for number in numbers]


def paired(place: Place, index: int, mentions: Sequence[Mention], clause: Clause) -> tuple[int, int]:
    """Return the words of a place, or of the one in a row that goes with a figure of a row («به ترتیب»)."""
    parts, spot = place.spot.parts, place.spot
    if not parts:
        return spot.first, spot.last
    firsts = [mention.first for mention in mentions]
    end = bisect_left(firsts, clause.last)
    for hit in place.scan.of("paired_places"):
        for start in (hit.last, clause.first):
            begin = bisect_left(firsts, start)
            if end - begin == len(parts) and begin <= index < end:
                return parts[index - begin]
    return spot.first, spot.last


def _is_condition(hit: Hit) -> bool:
    cue = hit.entry.payload
    return isinstance(cue, StatusCue) and cue.role is CueRole.WORD and cue.rule.modality is Modality.CONDITIONAL


def _opens(place: Place) -> bool:
    words, last = place.scan.words.words, place.spot.last
    return last < len(words) and words[last] == _BRACKET
