"""Whether two names, two roles, two institutions can be one.

Input: words of a document. Output: yes or no.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

_SHORTEST_SURNAME = 3
_SHORTEST_FIRST_PART = 6
_SHORTEST_SLIP = 4
_SHORTEST_INSTITUTION = 4
_LONG_BEGINNING = 3


class Words(Struct, frozen=True):
    """Words of the document: folded offsets, and the words for comparing."""

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The words written as one."""
        return "".join(self.words)


def same_name(known: Words, name: Words) -> bool:
    """Whether one is the other or its end («بهنام‌جو» of «اکبر بهنام‌جو»), its beginning, or a part of its surname."""
    one, other = sorted((known.key, name.key), key=len)
    if one == other:
        return True
    if other.endswith(one) and len(one) >= _SHORTEST_SURNAME:
        return True
    if len(name.words) == 1:
        return name.words[0] in known.words[1:]
    return other.startswith(one) and len(one) >= _SHORTEST_FIRST_PART


def same_end(known: Words, name: Words) -> bool:
    """Whether a name is the end of a longer one: the surname alone, or with the last of its given names."""
    return len(name.key) < len(known.key) and known.key.endswith(name.key) and len(known.words) - len(name.words) > 0


def slip(known: Words, name: Words) -> bool:
    """Whether a name is the end of a known one but for one letter («زنگه» for «زنگنه»)."""
    key = name.key
    if len(key) < _SHORTEST_SLIP:
        return False
    return any(_one_letter("".join(known.words[k:]), key) for k in range(len(known.words)))


def same_role(known: Words, role: Words, generic: Collection[str]) -> bool:
    """Whether two roles can be one person's: the same head, and one says nothing that the other does not.

    ``generic`` words say nothing at all («مدیرکل راه استان» is «مدیرکل راه فارس»).
    """
    if known.key.startswith(role.key) or role.key.startswith(known.key):
        return True
    return _told_in(known, role, generic) or _told_in(role, known, generic)


def begins_alike(known: Words, role: Words) -> bool:
    """Whether the first words of two roles are the same: of a role that goes on with what follows it."""
    size = min(_LONG_BEGINNING, len(known.words))
    return role.words[:size] == known.words[:size]


def same_institution(known: Words, words: Words) -> bool:
    """Whether one is the beginning of the other («بنیاد مسکن» of «بنیاد مسکن خوزستان»)."""
    one, other = sorted((known.key, words.key), key=len)
    return len(one) >= _SHORTEST_INSTITUTION and other.startswith(one)


def _one_letter(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) != 1:
        return False
    short, long = sorted((one, other), key=len)
    cut = next((k for k in range(len(short)) if short[k] != long[k]), len(short))
    return short[cut:] == long[cut + 1 :]


def _told_in(one: Words, other: Words, generic: Collection[str]) -> bool:
    """Whether a role says nothing beyond another, in which its head begins a role («معاون وزیر و رئیس ساتبا»)."""
    if not {word for word in one.words if word not in generic} <= set(other.words):
        return False
    return any(
        word == one.words[0] and (at == 0 or len(other.words[at - 1]) == 1) for at, word in enumerate(other.words)
    )
