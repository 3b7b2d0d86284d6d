"""Know the speakers of a document apart, and together again: a role here, a name later, a surname after that.

A name that comes after a role without a name belongs to it, unless it brings a role of its own; a role that comes
after a name without a role likewise. Where two people fit equally nobody is chosen.

Input: a party, as read in its sentence. Output: who it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from extractor.model import Resolution
from extractor.reading.attribution.likeness import (
    Words,
    begins_alike,
    same_end,
    same_institution,
    same_name,
    same_role,
    slip,
)
from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.people import Party
from extractor.reading.attribution.persons import NOBODY, Found, Speaker
from extractor.reading.attribution.register import Register, words_of
from extractor.reading.attribution.sayings import Statement
from extractor.rulebook.kinds.roles import Sort

_RECENT = 24


class Speakers:
    """The speakers of one document, in the order in which they come."""

    def __init__(self, register: Register) -> None:
        """Begin a document."""
        self._register = register
        self._by_key: dict[str, deque[Speaker]] = {}
        self._recent: deque[Speaker] = deque(maxlen=_RECENT)
        self._rivals: tuple[Speaker, ...] = ()
        self._aside = False
        self.reports = False
        self._person: Speaker | None = None
        self.current: Speaker | None = None

    def find(self, party: Party, line: Line, statement: Statement | None = None) -> Found:
        """Return who a party is, making it known where it is new; without a statement it only does something."""
        contrast = statement is None or statement.contrast
        if party.sort is Sort.PRONOUN or party.sort is Sort.THIS_PERSON:
            return self._pronoun(party, line)
        if party.sort is Sort.THIS_ORGANISATION:
            return self._institution(party, line)
        if party.name is not None:
            return self._named(party, line, contrast=contrast)
        if party.sort is Sort.OFFICE:
            return self._office(party, line, statement)
        if party.sort in (Sort.GROUP, Sort.SOMEBODY):
            return self._nameless(party, line)
        return self._organisation(party, line)

    def expects(self, party: Party, line: Line) -> bool:
        """Whether words that only may be a name can be one here: it was met, or a role still has none."""
        if party.name is None:
            return False
        name = words_of(line, party.name)
        return bool(self._namesakes(name)) or self._waiting(name, None, contrast=False) is not None

    def speak(self, found: Found, *, reports: bool, before: bool) -> None:
        """Note who speaks now, perhaps in a report; the pronouns that follow mean him, if he is a person.

        Of one who spoke ``before`` what is told now («پیش‌تر وزیر گفته بود …») they may mean the other as well.
        """
        speaker, self.reports = found.speaker, reports
        self.current = speaker
        if speaker is None:
            return
        speaker.spoke = True
        if speaker.human:
            other = self._person if before and self._person is not speaker else None
            self._rivals = (other,) if other is not None and other.spoke else ()
            self._person, self._aside = speaker, False

    def bring_up(self, parties: Sequence[Party], line: Line, *, aside: bool, speaks: bool) -> None:
        """Note persons who do something without speaking: a pronoun may mean them too.

        One who is only told of ``aside``, in a paragraph in which another speaks, is forgotten at its end. Who
        ``speaks`` in the sentence, though no verb says so, may be the role that has no name yet.
        """
        tied = speaks or (self._person is not None and _tied(self._person, line))
        met: list[Speaker] = []
        for party in parties:
            found = self._named(party, line, contrast=not tied) if party.name else self.find(party, line)
            if found.speaker is not None and found.speaker is not self._person:
                met.append(found.speaker)
        if met and (self._person is None or not self._person.spoke):
            self._person = met.pop(0)
        if met:
            self._rivals, self._aside = tuple(met), aside

    def end_paragraph(self) -> None:
        """Forget who was told of aside: at the head of a paragraph «وی» is who speaks."""
        if self._aside:
            self._rivals, self._aside = (), False

    def _pronoun(self, party: Party, line: Line) -> Found:
        if self._person is None:
            # «وی افزود» at the head of a document that lost its head: whoever comes next
            return NOBODY if self._recent else Found(self._add(Speaker(), ""), Resolution.PRONOUN, rule=party.rule)
        fitting = (self._person, *self._rivals)
        if self._rivals and party.role:
            called = words_of(line, party.role).words[1:2]
            told = tuple(speaker for speaker in fitting if speaker.role and speaker.role.words[0] in called)
            fitting = told if len(told) == 1 else fitting
        if len(fitting) > 1:
            return Found(None, Resolution.AMBIGUOUS, fitting, party.rule)
        return Found(fitting[0], Resolution.PRONOUN, rule=party.rule)

    def _institution(self, party: Party, line: Line) -> Found:
        """«این سازمان» is the institution of that kind that spoke last, or of which the last speaker is."""
        kind = words_of(line, party.organisation).words[1:2]
        known = [s for s in (self.current, *reversed(self._recent)) if s and s.organisation and not s.group]
        for speaker in sorted(
            known, key=lambda s: (s.organisation.words[:1] != kind, s.human) if s.organisation else ()
        ):
            if not speaker.human:
                return Found(speaker, Resolution.ORGANISATION, rule=party.rule)
            if speaker.organisation:
                return Found(self._institution_of(speaker.organisation), Resolution.ORGANISATION, rule=party.rule)
        return NOBODY

    def _institution_of(self, words: Words) -> Speaker:
        known = self._by_key.get(words.key)
        return known[0] if known else self._add(Speaker(organisation=words), words.key)

    def _named(self, party: Party, line: Line, *, contrast: bool) -> Found:
        name = words_of(line, party.name)
        role = words_of(line, party.role) if party.role else None
        fitting = [s for s in self._namesakes(name) if not role or not s.role or self._same_role(s.role, role)]
        if len(fitting) > 1 and self._person in fitting:
            fitting = [self._person]
        if len(fitting) > 1 and not any(s.name and s.name.key == name.key for s in fitting):
            return Found(None, Resolution.AMBIGUOUS, tuple(fitting), party.rule)
        speaker = fitting[0] if fitting else None
        if speaker is None and party.weak and not role and (institution := self._called(name)):
            return Found(institution, Resolution.ORGANISATION, rule=party.rule)
        if speaker is None:
            speaker = self._waiting(name, role, contrast=contrast)
        if speaker is None:
            speaker = self._add(Speaker(), "")
        self._name(speaker, name)
        self._widen(speaker, party, line)
        if speaker.role is None and len(told := self._register.roles_of(name)) == 1:
            speaker.role = told[0]  # told where he did not speak
        whole = (party.full or role) and (
            speaker.name is None or speaker.name.key == name.key or not same_end(speaker.name, name)
        )
        return Found(speaker, Resolution.NAMED if whole else Resolution.SURNAME, rule=party.rule)

    def _name(self, speaker: Speaker, name: Words) -> None:
        fullest = self._register.full_of(name) or name
        if speaker.name is None or len(fullest.key) > len(speaker.name.key):
            speaker.name = fullest
        for key in _keys(name):
            listed = self._by_key.setdefault(key, deque(maxlen=_RECENT))
            if speaker not in listed:
                listed.append(speaker)

    def _namesakes(self, name: Words) -> list[Speaker]:
        """Return the persons whose name this can be: its end or its whole, or but for one letter a recent one's."""
        known: list[Speaker] = []
        for key in (name.key, name.words[-1]) if len(name.words) > 1 else (name.key,):
            for speaker in self._by_key.get(key, ()):
                if speaker.name and speaker not in known and same_name(speaker.name, name):
                    known.append(speaker)
        if known:
            return known
        return [s for s in self._recent if s.name and (same_name(s.name, name) or slip(s.name, name))]

    def _waiting(self, name: Words, role: Words | None, *, contrast: bool) -> Speaker | None:
        """Return the role without a name to which a new name belongs: the last one, or the one of this role."""
        if role is not None:
            return next(
                (s for s in reversed(self._recent) if _unnamed(s) and s.role and self._same_role(s.role, role)), None
            )
        last = self._rivals[0] if self._rivals else self._person
        if contrast or last is None or not _unnamed(last):
            return None
        told = self._register.roles_of(name)
        return (
            last if not told or last.role is None or any(self._same_role(last.role, other) for other in told) else None
        )

    def _office(self, party: Party, line: Line, statement: Statement | None) -> Found:
        role = words_of(line, party.role)
        same = [s for s in reversed(self._recent) if self._called_so(s, role, loose=party.loose)]
        speaker = self._person if self._person in same else (same[0] if same else None)
        last = self._rivals[0] if self._rivals else self._person
        same_voice = statement is not None and not statement.contrast and not statement.also
        if speaker is None and last and last.role is None and same_voice and self._may_be(last, role):
            speaker = last
        again = statement is not None and (statement.continues or (party.beside and not statement.perfect))
        if speaker is None and same_voice and again and self.current is self._person and self._may_be_too(role):
            # «نماینده قم افزود»: who adds has spoken before, under another of his roles
            speaker = self._person
            if speaker:
                speaker.aliases.append(role)
                return Found(speaker, Resolution.ROLE, rule=party.rule)
        if speaker is None:
            speaker = self._add(Speaker(), "")
        self._widen(speaker, party, line)
        return Found(speaker, Resolution.ROLE, rule=party.rule)

    def _called_so(self, speaker: Speaker, role: Words, *, loose: bool) -> bool:
        """Whether a role can be a person's; a loose one need only begin as his does."""
        if speaker.group or speaker.role is None:
            return False
        known = (speaker.role, *speaker.aliases)
        return any(self._same_role(one, role) or (loose and begins_alike(one, role)) for one in known)

    def _may_be(self, speaker: Speaker, role: Words) -> bool:
        """Whether the document gives a person no role that speaks against this one."""
        told = self._register.roles_of(speaker.name) if speaker.name else ()
        return not told or any(self._same_role(other, role) for other in told)

    def _may_be_too(self, role: Words) -> bool:
        """Whether the person who spoke last can have another role beside the one that is known."""
        known = self._person.role if self._person else None
        return known is not None and known.words[0] != role.words[0]

    def _nameless(self, party: Party, line: Line) -> Found:
        role = words_of(line, party.role) if party.role else None
        if party.sort is Sort.GROUP:
            return Found(Speaker(role=role, group=True), Resolution.ROLE, rule=party.rule)
        return Found(self._add(Speaker(role=role, anonymous=party.anonymous), ""), Resolution.ROLE, rule=party.rule)

    def _organisation(self, party: Party, line: Line) -> Found:
        words = words_of(line, party.organisation or (party.first, party.last))
        for speaker in reversed(self._recent):
            known = speaker.organisation
            if known and not speaker.human and not speaker.group and same_institution(known, words):
                if len(words.key) > len(known.key):
                    speaker.organisation = words
                return Found(speaker, Resolution.ORGANISATION, rule=party.rule)
        return Found(self._add(Speaker(organisation=words), words.key), Resolution.ORGANISATION, rule=party.rule)

    def _called(self, name: Words) -> Speaker | None:
        """Return the institution that is called by its last words («تویوتا» of «شرکت خودروسازی تویوتا»)."""
        size = len(name.words)
        return next(
            (
                s
                for s in reversed(self._recent)
                if s.organisation and not s.human and s.organisation.words[-size:] == name.words
            ),
            None,
        )

    def _add(self, speaker: Speaker, key: str) -> Speaker:
        self._recent.append(speaker)
        if key:
            self._by_key.setdefault(key, deque(maxlen=_RECENT)).append(speaker)
        return speaker

    def _same_role(self, known: Words, role: Words) -> bool:
        spelled = self._register.spelled
        return same_role(spelled(known), spelled(role), self._register.generic)

    def _widen(self, speaker: Speaker, party: Party, line: Line) -> None:
        """Keep the fullest role, and one that ends for certain before one that may have gone too far."""
        if party.role is None:
            return
        role = words_of(line, party.role)
        if speaker.role and not party.loose and not self._same_role(speaker.role, role):
            return  # another of his roles
        if (
            speaker.role is None
            or (speaker.loose and not party.loose)
            or (len(role.words) > len(speaker.role.words) and not (party.loose and not speaker.loose))
        ):
            speaker.role, speaker.loose = role, party.loose
            if party.organisation:
                speaker.organisation = words_of(line, party.organisation)


def _tied(speaker: Speaker, line: Line) -> bool:
    """Whether what a speaker is the head of is told in a sentence: who is named in it may be he."""
    words = speaker.role.words[1:] if speaker.role and speaker.human else ()
    return len(words) > 1 and any(line.words[at : at + len(words)] == words for at in range(len(line.words)))


def _unnamed(speaker: Speaker) -> bool:
    return speaker.name is None and not speaker.group and not speaker.anonymous


def _keys(name: Words) -> Iterable[str]:
    """Yield what a name may be called by: its whole, each of its ends, each word of its surname."""
    return ["".join(name.words[k:]) for k in range(len(name.words))] + list(name.words[1:])
