"""What ends, joins or heads the phrase that is measured, and what a figure says of it.

Input: a rule's table. Output: SubjectRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class Part(StrEnum):
    """What a word does in or around a noun phrase. Those down to ``comparative`` end one, the others stand in it."""

    PREPOSITION = "preposition"
    REACHING = "reaching"  # leads up to the value of what was named before: به, معادل
    WITH = "with"  # با: leads up to a figure that says nothing of the phrase before it
    OF = "of"  # از: leads up to the whole of a share
    IN = "in"  # در: leads up to what a rank or a change is in
    PURPOSE = "purpose"  # برای: leads up to what money is for
    ON = "on"  # صرف: does so, and is the noun of its verb
    UPON = "upon"  # بر: leads up to what is added to
    INTO = "into"  # وارد: leads up to a phrase and makes a verb with it
    RESPECT = "respect"  # «از نظر»: leads up to what the figure before is looked at by
    ABOUT = "about"  # درباره: leads up to what somebody speaks of, so that a figure may count it
    SOURCE = "source"  # «به گزارش»: leads up to who says it, with or without a comma behind
    STATE = "state"  # «در حال»: a state that may belong to the phrase before it: «ظرفیت در حال اجرا»
    RESPECTIVELY = "respectively"  # «به ترتیب»: the figures behind it belong to the parts of a list before it
    STOP = "stop"  # adverbs, conjunctions, pronouns that are a phrase by themselves
    OTHER = "other"  # دیگر
    OBJECT = "object"  # را
    RELATIVE = "relative"  # که
    JOINT = "joint"  # و
    SUFFIX = "suffix"  # «اند» behind a non-joiner: a verb
    BACK = "back"  # آن, «این میزان»: stands for what was measured before
    COMPARATIVE = "comparative"  # بیشتر, کمتر
    POINTING = "pointing"  # این: before a figure it only points to it
    NUMBER = "number"  # رقم, مبلغ: before a figure they are the figure itself
    RATE = "rate"  # روزانه, «هر کیلو»: an adjective, or an adverb before a figure
    CHANGE = "change"  # رشد, کاهش: what changes is measured, not the change
    EVENT = "event"  # happens to what is measured: ورود, گذر
    ADJECTIVE = "adjective"  # نو, جدید: measures nothing by itself
    SORT = "sort"  # معیشتی: behind a classifier it says which, and does not replace it
    VALUE = "value"  # ارزش: «به ارزش» leads up to the worth of what was named before
    SIZE = "size"  # ظرفیت: «به ظرفیت» leads up to the size of what was named before
    PROGRESS = "progress"  # پیشرفت: is measured itself, whatever the verb
    HEAD = "head"  # begins a measured phrase: ظرفیت, تولید
    AMOUNT = "amount"  # a head that is measured by counting: تعداد, شمار
    SHARE = "share"  # سهم: goes on over «از»
    SPAN = "span"  # نسبت: goes on over «به» or «تا»
    RANGE = "range"  # what a rank is taken over: کشور, جهان
    COMPOUND = "compound"  # is one word whatever stands in it: «سطح زیر کشت»
    INFINITIVE = "infinitive"  # شدن
    COMPLEMENT = "complement"  # the noun of a compound verb: وجود (دارد)
    STATED = "stated"  # such a noun with which a value is stated: برآورد (شد)
    GIVEN = "given"  # such a noun with which something is given to what «به» leads up to: اضافه (شد)
    BASE = "base"  # GDP: a share of it is a measure of something else
    LIGHT = "light"  # verbs before which any noun is such a one
    TAKING = "taking"  # such a noun whose verb takes «از» for itself: استفاده (کرد)
    SPENT = "spent"  # such a noun with which money goes into what «در» leads up to: هزینه (شد)
    ISSUED = "issued"  # what is given out for the phrase before it: (نیروگاه) پروانه (صادر شد)
    COPULA = "copula"  # verbs with an adjective before them: (فعال) است
    PLURAL = "plural"  # forms of verbs that are plurals: دارند
    DOING = "doing"  # verbs whose subject does something, and is not measured: داد
    NOUN = "noun"  # a classifier or unit that is a noun of its own: واحد
    ALONE = "alone"  # a classifier that is a noun if none follows: دستگاه


VERBAL = (
    Part.COMPLEMENT,
    Part.STATED,
    Part.GIVEN,
    Part.TAKING,
    Part.SPENT,
    Part.LIGHT,
    Part.COPULA,
    Part.DOING,
    Part.ISSUED,
)


class SubjectRule(Struct, frozen=True):
    """Words of one part.

    ``verbs`` are lemmas («شد#شو»): those that the nouns stand before; without nouns, those that state a value by
    themselves (``stated``), or take any noun (``light``), and so on.
    """

    ref: RuleRef
    part: Part
    words: tuple[str, ...]
    verbs: frozenset[str]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("subjects", form, self)


def read(table: Table) -> SubjectRule:
    """Read a rule of kind subjects."""
    part = table.choice("part", Part)
    if part is None:
        table.fault("'part' is missing; it is one of: " + ", ".join(Part))
    rule = SubjectRule(table.ref(), part or Part.STOP, table.forms(), frozenset(map(table.fold, table.texts("verbs"))))
    if not rule.words and not rule.verbs:
        table.fault("the rule has neither 'forms' nor 'verbs'")
    if rule.verbs and rule.part not in VERBAL:
        table.fault("only the parts " + ", ".join(VERBAL) + " have 'verbs'")
    return rule
