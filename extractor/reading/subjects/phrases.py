"""Cut a sentence into the pieces that noun phrases are made of: phrases, figures, times, verbs, words between them.

A phrase is a run of words that nothing ends: no preposition, adverb, mark, verb, time or figure. «و» joins two
phrases where the second is not what the next figure measures; the noun of a compound verb («افتتاح» شد) is no part
of the phrase before it.

Input: Scan, clauses, mentions, times. Output: Piece*, in order, and the parts of words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec.structs import replace

from extractor.model import Kind
from extractor.reading.mentions import Clause, Mention, Scan, TimeMention, Verb
from extractor.reading.subjects.actors import Actors
from extractor.reading.subjects.joints import joined
from extractor.reading.subjects.parts import Parts, Piece, Sort
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.rates import Position, RateWord
from extractor.rulebook.kinds.status import CueRole, StatusCue
from extractor.rulebook.kinds.subjects import Part, SubjectRule
from extractor.text.words import Words

_VERBAL_LEADS = (Part.ON, Part.INTO)
_MAX_PARENTHESIS = 12
_MAX_TITLE = 10
_INSIDE_WORDS = frozenset("/-_")
_MARKS = {**dict.fromkeys(":؛;.!?؟", Sort.BREAK), "(": Sort.OPENING, ")": Sort.CLOSING}


class Phrases:
    """Finds the pieces of sentences; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the verbs that take any noun, and the names of those who act."""
        rules = book.of(SubjectRule)
        self._actors = Actors(book)
        self._light = frozenset(verb for rule in rules if rule.part is Part.LIGHT for verb in rule.verbs)

    def __call__(
        self, scan: Scan, clauses: tuple[Clause, ...], mentions: tuple[Mention, ...], times: tuple[TimeMention, ...]
    ) -> tuple[list[Piece], Parts]:
        """Return the pieces of a sentence, and the parts of its words."""
        parts = Parts(scan, self._actors)
        runs = _runs(scan.words, _fixed(scan, clauses, mentions, times), parts)
        return list(joined(list(self._without_nouns_of_verbs(scan, mentions, list(runs), parts)), parts)), parts

    def _without_nouns_of_verbs(
        self, scan: Scan, mentions: tuple[Mention, ...], pieces: list[Piece], parts: Parts
    ) -> Iterator[Piece]:
        """Yield the pieces with the nouns of compound verbs apart, also of those that share a verb: «افتتاح و … شد»."""
        stems = _stems(scan)
        named = _naming(mentions, parts)
        verbs: list[Verb | None] = [None] * (len(pieces) + 1)
        for at in range(len(pieces) - 1, -1, -1):
            verbs[at] = pieces[at].verb or verbs[at + 1]
        for at, piece in enumerate(pieces):
            if piece.sort is not Sort.PHRASE or at + 1 == len(pieces):
                yield piece
                continue
            verb, cut = pieces[at + 1].verb, piece.last
            if verb is not None and not (at and pieces[at - 1].part in _VERBAL_LEADS):
                cut = self._cut(scan.words, piece, verb, parts)
                issued = parts.issued_by(verb.lemma, cut)
                if issued is not None and (issued > piece.first or (at and pieces[at - 1].index in named)):
                    cut = issued
            elif (
                at
                and pieces[at - 1].sort is Sort.FIGURE
                and pieces[at + 1].part is Part.JOINT
                and (shared := verbs[at])
                and not self._names(scan.words, pieces, at + 2, parts)
            ):
                listed = parts.noun_of(shared.lemma, piece.last)
                cut = max(stems.get((piece.last, shared.lemma), piece.last if listed is None else listed), piece.first)
            if cut > piece.first:
                back = parts.ends.get(piece.first)
                yield back if back is not None and back.last == cut < piece.last else replace(piece, last=cut)
            if cut < piece.last:
                yield Piece(Sort.NOUN_OF_VERB, cut, piece.last)

    def _names(self, words: Words, pieces: list[Piece], at: int, parts: Parts) -> bool:
        """Whether a phrase before a verb is more than its noun: «تخلیه و بارگیری کالا انجام شد»."""
        if at + 1 >= len(pieces) or pieces[at].sort is not Sort.PHRASE or (verb := pieces[at + 1].verb) is None:
            return False
        return self._cut(words, pieces[at], verb, parts) > pieces[at].first

    def _cut(self, words: Words, phrase: Piece, verb: Verb, parts: Parts) -> int:
        """Return the word of a phrase where the noun of the verb behind it begins; its end where there is none."""
        listed = parts.noun_of(verb.lemma, phrase.last)
        if listed is not None:
            return max(listed, phrase.first)
        if verb.lemma not in self._light:
            return phrase.last
        first = phrase.last - 1
        while first > phrase.first and words.touching(first):
            first -= 1
        return first


def _naming(mentions: tuple[Mention, ...], parts: Parts) -> set[int]:
    """Return the figures whose unit says what is measured or counted: megawatts and workshops, not «فقره»."""
    return {
        index
        for index, mention in enumerate(mentions)
        if mention.quantity.kind is Kind.MEASURE
        or (
            mention.quantity.kind is Kind.COUNT
            and mention.unit_first < mention.last
            and mention.unit_first not in parts.classifiers
        )
    }


def _stems(scan: Scan) -> dict[tuple[int, str], int]:
    """Return where the nouns of verbs begin that tell a stage («افتتاح» شد), by where they end and by the verb."""
    found: dict[tuple[int, str], int] = {}
    for hit in scan.of("status"):
        cue = hit.entry.payload
        if isinstance(cue, StatusCue) and cue.role is CueRole.STEM:
            for lemma in cue.rule.verbs:
                found[hit.last, lemma] = min(hit.first, found.get((hit.last, lemma), hit.first))
    return found


def _fixed(
    scan: Scan, clauses: tuple[Clause, ...], mentions: tuple[Mention, ...], times: tuple[TimeMention, ...]
) -> dict[int, Piece]:
    """Return the pieces that other stages found, by their first words."""
    found = {
        time.first: Piece(Sort.TIME, time.first, time.last, Part.PREPOSITION if time.base else None) for time in times
    }
    for clause in clauses:
        verb = clause.verb
        if verb is not None and not (verb.tense is Tense.PARTICIPLE and scan.words.bound(verb.first)):
            found[verb.first] = Piece(Sort.VERB, verb.first, verb.last, verb=verb)
    for hit in scan.of("rates"):
        rate = hit.entry.payload
        assert isinstance(rate, RateWord)  # noqa: S101  only this kind of rule gives hits of its kind
        if rate.position is not Position.AFTER or rate.rule.unit is None:
            continue
        if found.keys().isdisjoint(range(hit.first, hit.last)):
            found[hit.first] = Piece(Sort.TIME, hit.first, hit.last)
    begins = {mention.first for mention in mentions}
    for hit in scan.of("modifiers.before"):
        if hit.last in begins and hit.first not in found:
            found[hit.first] = Piece(Sort.HEDGE, hit.first, hit.last)
    for index, mention in enumerate(mentions):
        found[mention.first] = Piece(Sort.FIGURE, mention.first, mention.last, index=index)
        rated = _rated(scan.words, mention)
        if rated is not None and rated not in found:
            found[rated] = Piece(Sort.HEDGE, rated, mention.first)
    return found


def _rated(words: Words, mention: Mention) -> int | None:
    """Return the word where a rate right before a figure begins: «گاز مترمکعبی ۵۹۰۰ تومان»."""
    before = words.ends[mention.first - 1] if mention.first else 0
    starts = (trace.start for trace in mention.traces if trace.field == "per" and trace.end == before)
    return next((bisect_left(words.starts, start) for start in starts), None)


def _runs(words: Words, fixed: dict[int, Piece], parts: Parts) -> Iterator[Piece]:
    at, size, whole = 0, len(words), 0
    begun: int | None = None
    before: Sort | None = None
    marked = parts.marked.union(fixed)
    while at < size:
        if at not in marked:
            begun = at if begun is None else begun
            at += 1
            continue
        whole = max(whole, parts.beginning(at, Part.COMPOUND) or 0)
        if begun is not None and at >= whole and not words.words[at].isalnum():
            whole = _title(words, at, fixed) or (at + 1 if parts.on_the_way(at, begun) else whole)
        piece = (
            None
            if at < whole
            else fixed.get(at) or _word(words, at, parts, fixed, before if begun is None else Sort.PHRASE)
        )
        if piece is None:
            begun = at if begun is None else begun
            at += 1
            continue
        if begun is not None:
            yield Piece(Sort.PHRASE, begun, at)
            begun = None
        yield piece
        at, before = piece.last, piece.sort
    if begun is not None:
        yield Piece(Sort.PHRASE, begun, size)


def _word(words: Words, at: int, parts: Parts, fixed: dict[int, Piece], before: Sort | None) -> Piece | None:
    """Return the word that ends a phrase here, or None where it goes on; ``before`` is what stands before it."""
    word = words.words[at]
    if word == "(" and (last := _parenthesis(words, at, fixed)):
        return Piece(Sort.MARK, at, last)
    if not word.isalnum():
        inside = word in _INSIDE_WORDS and words.adjoining(at) and words.adjoining(at + 1)
        if inside and before is Sort.PHRASE:
            return None
        return Piece(_MARKS.get(word, Sort.MARK), at, at + 1)
    piece = parts.ends.get(at)
    if (
        piece is not None
        and piece.last >= _longest(at, parts, fixed)
        and (piece.part is not Part.BACK or _alone(words, piece, parts, fixed, before))
    ):
        return piece
    if not parts.begins(at):
        return None
    for part in (Part.POINTING, Part.NUMBER, Part.RATE):
        last = parts.beginning(at, part)
        if last is None:
            continue
        follows = fixed.get(last)
        if follows is not None and follows.sort in (Sort.FIGURE, Sort.HEDGE):
            return Piece(Sort.WORD, at, last, part)
        if before is not Sort.PHRASE and part is Part.RATE and (follows or last in parts.ends):
            return Piece(Sort.WORD, at, last, part)
    return None


def _longest(at: int, parts: Parts, fixed: dict[int, Piece]) -> int:
    """Return where the longest word ends that begins here and ends no phrase; the noun of a verb stands before one."""
    if not parts.begins(at):
        return at
    last = parts.longest(at, nouns_of_verbs=True)
    follows = fixed.get(last)
    if last == at or (follows is not None and follows.sort is Sort.VERB):
        return last
    return parts.longest(at, nouns_of_verbs=False)


def _title(words: Words, at: int, fixed: dict[int, Piece]) -> int | None:
    """Return where a title in quotation marks ends that begins here: the phrase before it goes on over it."""
    if words.words[at] != "«":
        return None
    for index in range(at + 1, min(at + _MAX_TITLE, len(words))):
        if words.words[index] == "»":
            return index + 1
        if index in fixed:
            return None
    return None


def _parenthesis(words: Words, at: int, fixed: dict[int, Piece]) -> int | None:
    """Return where a short parenthesis ends that holds no figure; None where there is none."""
    for index in range(at + 1, min(at + _MAX_PARENTHESIS, len(words))):
        if words.words[index] == ")":
            return index + 1
        if index in fixed:
            return None
    return None


def _alone(words: Words, piece: Piece, parts: Parts, fixed: dict[int, Piece], before: Sort | None) -> bool:
    """Whether a pronoun stands for a phrase by itself and does not point to the noun behind it."""
    if before is Sort.PHRASE:
        follows_object = piece.last in parts.ends and parts.ends[piece.last].part is Part.OBJECT
        return follows_object and piece.last - piece.first > 1
    if before is Sort.FIGURE or piece.last == len(words):
        return True
    follows = fixed.get(piece.last)
    if follows is not None:
        return follows.sort is not Sort.FIGURE or piece.last - piece.first > 1
    if parts.beginning(piece.last, Part.ADJECTIVE) is not None:
        return True  # «۹ نفر از آنها موفق شدند»
    return piece.last in parts.ends or not words.words[piece.last].isalnum()
