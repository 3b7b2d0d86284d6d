"""Sentences are cut at their finite verbs; participles and nouns that are verbs too count where a clause can end."""

from __future__ import annotations

import pytest

import extractor
from extractor.reading.clauses.clauses import Clauses
from extractor.reading.mentions import Scan
from extractor.text.document import document
from extractor.text.sentences import Sentence
from extractor.text.words import words

BOOK = extractor.load("fa").book
CLAUSES = Clauses(BOOK)


def _cut(text: str) -> list[str]:
    folded = document(text).folded.text
    cut = words(folded, 0, len(folded))
    scan = Scan(Sentence(0, len(folded), 0), cut, BOOK.lexicon.scan(cut))
    return [cut.slice(clause.first, clause.last) for clause in CLAUSES(scan)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزیر گفت: کار تمام شد.", ["وزیر گفت:", "کار تمام شد."]),
        ("پروانه صادر شده و کار آغاز می‌شود", ["پروانه صادر شده", "و کار آغاز می‌شود"]),
        ("پروانه‌های صادر شده در این سال کم است", ["پروانه‌های صادر شده در این سال کم است"]),
        ("سرمایه پیش‌بینی‌شده این طرح کم است", ["سرمایه پیش‌بینی‌شده این طرح کم است"]),
        ("وزیر پیشنهاد داده هزینه کم شود", ["وزیر پیشنهاد داده", "هزینه کم شود"]),
        ("ساخت مدرسه آغاز شد", ["ساخت مدرسه آغاز شد"]),
        ("او مدرسه ساخت، کار تمام شد", ["او مدرسه ساخت،", "کار تمام شد"]),
        ("این که آمد، رفت", ["این که آمد،", "رفت"]),
        ("ساعت 7:27 آمد", ["ساعت 7:27 آمد"]),
        ("بی‌فعل", ["بی‌فعل"]),
        ("", []),
    ],
)
def test_cut(text: str, expected: list[str]) -> None:
    assert [part for part in _cut(text) if part] == expected if text else True


@pytest.mark.parametrize(
    ("form", "lemma", "tense", "polarity"),
    [
        ("شده‌اند", "شد#شو", "perfect", "positive"),
        ("شدهاند", "شد#شو", "perfect", "positive"),
        ("نشده است", "شد#شو", "perfect", "negative"),
        ("نمی‌رسد", "رسید#رس", "present", "negative"),
        ("خواهیم کرد", "کرد#کن", "future", "positive"),
        ("ساخته می‌شود", "ساخت#ساز", "present", "positive"),
        ("می‌رساند", "رساند#رسان", "present", "positive"),
        ("نیامد", "آمد#آی", "past", "negative"),
        ("بیاید", "آمد#آی", "subjunctive", "positive"),
        ("نیفتاده است", "افتاد#افت", "perfect", "negative"),
        ("برمی‌گردد", "برگشت#برگرد", "present", "positive"),
        ("نیست", "بود#باش", "present", "negative"),
        ("دارند", "داشت#دار", "present", "positive"),
    ],
)
def test_forms(form: str, lemma: str, tense: str, polarity: str) -> None:
    folded = document(form).folded.text
    cut = words(folded, 0, len(folded))
    (verb,) = CLAUSES.verbs(Scan(Sentence(0, len(folded), 0), cut, BOOK.lexicon.scan(cut)))
    assert (verb.lemma, verb.tense, verb.polarity) == (lemma, tense, polarity)
