"""Know the speakers of a document apart, and together again: a role here, a name later, a surname after that.

A name that comes after a role without a name belongs to it, unless it brings a role of its own; a role that comes
after a name without a role likewise. Where two people fit equally nobody is chosen.

Input: a party, as read in its sentence. Output: who it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.model import Resolution, RuleRef
from extractor.reading.mentions import Scan
from extractor.reading.people import Party
from extractor.rulebook.kinds.roles import Sort
from extractor.rulebook.lexicon import squeeze

Range = tuple[int, int]

_RECENT = 24


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the document: folded offsets, and the words for comparing."""

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The words written as one."""
        return "".join(self.words)


@dataclass(slots=True, eq=False)
class Speaker:
    """One who speaks in a document; what is known of him grows while it is read."""

    name: Words | None = None
    role: Words | None = None
    organisation: Words | None = None
    group: bool = False
    nameless: bool = False
    spoke: bool = field(default=False)

    @property
    def human(self) -> bool:
        """Whether this is one person, so that «وی» can mean him."""
        return not self.group and (self.name is not None or self.role is not None)

    @property
    def label(self) -> Words | None:
        """The words that stand for the speaker: the name, else the role, else the institution."""
        if self.nameless:
            return None
        return self.name or self.role or self.organisation


@dataclass(frozen=True, slots=True)
class Found:
    """Who is meant, and how that is known; with two candidates nobody is."""

    speaker: Speaker | None
    resolution: Resolution | None
    candidates: tuple[Speaker, ...] = ()
    rule: RuleRef | None = None


_NOBODY = Found(None, None)


class Speakers:
    """The speakers of one document, in the order in which they come."""

    def __init__(self) -> None:
        """Begin a document."""
        self._by_key: dict[str, list[Speaker]] = {}
        self._recent: deque[Speaker] = deque(maxlen=_RECENT)
        self._rivals: tuple[Speaker, ...] = ()
        self.current: Speaker | None = None
        self._person: Speaker | None = None

    def find(self, party: Party, scan: Scan, *, contrast: bool = False) -> Found:
        """Return who a party is, making it known where it is new."""
        if party.sort is Sort.PRONOUN or party.sort is Sort.THIS_PERSON:
            return self._pronoun(party)
        if party.sort is Sort.THIS_ORGANISATION:
            return self._institution(party, scan)
        if party.name is not None:
            return self._named(party, scan, contrast=contrast)
        if party.sort is Sort.OFFICE:
            return self._office(party, scan, contrast=contrast)
        if party.sort in (Sort.GROUP, Sort.SOMEBODY):
            return self._nameless(party, scan)
        return self._organisation(party, scan)

    def knows(self, party: Party, scan: Scan) -> bool:
        """Whether a name was met already."""
        return party.name is not None and bool(self._namesakes(_words(scan, party.name)))

    def speak(self, found: Found) -> None:
        """Note who speaks now; the pronouns that follow mean him, if he is a person."""
        speaker = found.speaker
        self.current = speaker
        if speaker is None:
            return
        speaker.spoke = True
        if speaker.human:
            self._person = speaker
            self._rivals = ()

    def bring_up(self, party: Party, scan: Scan) -> None:
        """Note a person who does something without speaking: a pronoun may mean him too."""
        found = self.find(party, scan, contrast=True)
        speaker = found.speaker
        if speaker is None or speaker is self._person:
            return
        if self._person is None or not self._person.spoke:
            self._person = speaker
        else:
            self._rivals = (speaker,)

    def forget(self) -> None:
        """End what a pronoun can mean."""
        self.current = None

    def _pronoun(self, party: Party) -> Found:
        if self._person is None:
            return _NOBODY
        if self._rivals:
            return Found(None, Resolution.AMBIGUOUS, (self._person, *self._rivals), party.rule)
        return Found(self._person, Resolution.PRONOUN, rule=party.rule)

    def _institution(self, party: Party, scan: Scan) -> Found:
        """«این سازمان» is the institution that spoke, or of which the last speaker is."""
        for speaker in (self.current, *reversed(self._recent)):
            if speaker and not speaker.human and speaker.organisation and not speaker.group:
                return Found(speaker, Resolution.ORGANISATION, rule=party.rule)
        for speaker in reversed(self._recent):
            if speaker.organisation:
                return Found(self._institution_of(speaker.organisation), Resolution.ORGANISATION, rule=party.rule)
        del scan
        return _NOBODY

    def _institution_of(self, words: Words) -> Speaker:
        known = self._by_key.get(words.key)
        return known[0] if known else self._add(Speaker(organisation=words), words.key)

    def _named(self, party: Party, scan: Scan, *, contrast: bool) -> Found:
        assert party.name is not None  # noqa: S101  find() sees to it
        name = _words(scan, party.name)
        role = _words(scan, party.role) if party.role else None
        resolution = Resolution.NAMED if party.full else Resolution.SURNAME
        same = self._namesakes(name)
        fitting = [speaker for speaker in same if not role or not speaker.role or _same_role(speaker.role, role)]
        if len(fitting) > 1 and not party.full:
            return Found(None, Resolution.AMBIGUOUS, tuple(fitting), party.rule)
        speaker = fitting[0] if fitting else None
        if speaker is None:
            speaker = self._waiting(role, described=party.described or (contrast and not role))
        if speaker is None:
            speaker = self._add(Speaker(), "")
        self._name(speaker, name)
        _widen(speaker, role, _words(scan, party.organisation) if party.organisation else None)
        return Found(speaker, resolution, rule=party.rule)

    def _name(self, speaker: Speaker, name: Words) -> None:
        if speaker.name is None or len(name.key) > len(speaker.name.key):
            speaker.name = name
        for key in _keys(name):
            listed = self._by_key.setdefault(key, [])
            if speaker not in listed:
                listed.append(speaker)

    def _namesakes(self, name: Words) -> list[Speaker]:
        """Return the persons whose name this can be: its end or its whole, or but for one letter a recent one's."""
        known: list[Speaker] = []
        for key in (name.key, name.words[-1]) if len(name.words) > 1 else (name.key,):
            for speaker in self._by_key.get(key, ()):
                if speaker.name and speaker not in known and _same_name(speaker.name, name):
                    known.append(speaker)
        if known:
            return known
        return [
            speaker
            for speaker in self._recent
            if speaker.name and (_same_name(speaker.name, name) or _slip(speaker.name, name))
        ]

    def _waiting(self, role: Words | None, *, described: bool) -> Speaker | None:
        """Return the role without a name to which a new name belongs: the last one, or the one of this role."""
        if role is not None:
            return next(
                (
                    s
                    for s in reversed(self._recent)
                    if s.name is None and s.role and not s.group and _same_role(s.role, role)
                ),
                None,
            )
        last = self._rivals[0] if self._rivals else self._person
        if described or last is None or last.name is not None:
            return None
        return last

    def _office(self, party: Party, scan: Scan, *, contrast: bool) -> Found:
        assert party.role is not None  # noqa: S101  an office is a role
        role = _words(scan, party.role)
        organisation = _words(scan, party.organisation) if party.organisation else None
        same = [s for s in reversed(self._recent) if s.role and not s.group and _same_role(s.role, role)]
        speaker = self._person if self._person in same else (same[0] if same else None)
        if speaker is None and self._person and self._person.role is None and not contrast and not self._rivals:
            speaker = self._person
        if speaker is None:
            speaker = self._add(Speaker(), "")
        _widen(speaker, role, organisation)
        return Found(speaker, Resolution.ROLE, rule=party.rule)

    def _nameless(self, party: Party, scan: Scan) -> Found:
        role = _words(scan, party.role) if party.role else None
        speaker = Speaker(role=role, group=True, nameless=party.sort is Sort.SOMEBODY)
        return Found(speaker, Resolution.ROLE, rule=party.rule)

    def _organisation(self, party: Party, scan: Scan) -> Found:
        words = _words(scan, party.organisation or (party.first, party.last))
        for speaker in reversed(self._recent):
            known = speaker.organisation
            if known and not speaker.human and not speaker.group and _within(known, words):
                if len(words.key) > len(known.key):
                    speaker.organisation = words
                return Found(speaker, Resolution.ORGANISATION, rule=party.rule)
        return Found(self._add(Speaker(organisation=words), words.key), Resolution.ORGANISATION, rule=party.rule)

    def _add(self, speaker: Speaker, key: str) -> Speaker:
        self._recent.append(speaker)
        if key:
            self._by_key.setdefault(key, []).append(speaker)
        return speaker


def _words(scan: Scan, place: Range) -> Words:
    first, last = place
    listed = scan.words
    return Words(listed.starts[first], listed.ends[last - 1], tuple(w for w in listed.words[first:last] if w.isalnum()))


def _keys(name: Words) -> Iterable[str]:
    """Yield what a name may be called by: its whole, and each of its ends."""
    return ["".join(name.words[k:]) for k in range(len(name.words))] + [name.words[-1]]


def _same_name(known: Words, name: Words) -> bool:
    """Whether one is the other or its end («بهنام‌جو» of «اکبر بهنام‌جو»)."""
    one, other = sorted((known.key, name.key), key=len)
    return (other.endswith(one) and len(one) > 2) or (len(name.words) > 1 and other.startswith(one) and len(one) > 5)


def _slip(known: Words, name: Words) -> bool:
    """Whether a name is the end of a known one but for one letter («زنگه» for «زنگنه»)."""
    key = name.key
    if len(key) < 4:
        return False
    tails = ("".join(known.words[k:]) for k in range(len(known.words)))
    return any(_one_letter(tail, key) for tail in tails)


def _one_letter(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) != 1:
        return False
    short, long = sorted((one, other), key=len)
    cut = next((k for k in range(len(short)) if short[k] != long[k]), len(short))
    return short[cut:] == long[cut + 1 :]


def _same_role(known: Words, role: Words) -> bool:
    """Whether two roles can be one person's: the same head, and the shorter says nothing that the longer does not."""
    if squeeze(known.key) == squeeze(role.key):
        return True
    one, other = sorted((known.words, role.words), key=len)
    if not set(one) <= set(other):
        return known.key.startswith(role.key) or role.key.startswith(known.key)
    return any(other[k] == one[0] and (k == 0 or len(other[k - 1]) == 1) for k in range(len(other) - len(one) + 1))


def _within(known: Words, words: Words) -> bool:
    one, other = sorted((known.key, words.key), key=len)
    return len(one) > 3 and (other.startswith(one) or one == other)


def _widen(speaker: Speaker, role: Words | None, organisation: Words | None) -> None:
    """Keep the fullest role."""
    if role is not None and (speaker.role is None or len(role.words) > len(speaker.role.words)):
        speaker.role = role
        speaker.organisation = organisation or speaker.organisation
