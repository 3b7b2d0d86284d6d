"""The part of each figure in a change, its partners and what it is compared with."""

from __future__ import annotations

import pytest

import extractor

EXTRACT = extractor.load("fa")


def _roles(text: str) -> list[str | None]:
    return [claim.change and str(claim.change.role) for claim in EXTRACT(text).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تولید از ۹ به ۱۲ میلیون تن رسید.", ["from", "to"]),
        ("تولید از ۹ میلیون تن به کمتر از ۷ میلیون تن افت کرد.", ["from", "to"]),
        ("تولید با ۲۵ درصد رشد به ۱۲ میلیون تن رسید.", ["increase", "to"]),
        ("تولید که پارسال ۹ میلیون تن بود امسال به ۱۲ میلیون تن رسید.", ["from", "to"]),
        ("تولید ۲۵ درصد بیشتر از پارسال است.", ["increase"]),
        ("کاهش ۲۵ درصدی واردات", ["decrease"]),
        ("از نظر وزن ۹ درصد و از نظر ارزش ۱۲ درصد رشد کرد.", ["increase", "increase"]),
        ("ورودی ۹ درصد افزایش و خروجی ۱۲ درصد کاهش یافت.", ["increase", "decrease"]),
        ("۹ کیلومتر به خطوط مترو اضافه شد.", ["increase"]),
        ("شمار دانشجویان ۳ برابر شد.", ["to"]),
        ("رشد ۳ برابری شمار دانشجویان", ["increase"]),
        # A plain figure, one that stands behind «به» for another reason, a bound.
        ("تولید ۱۲ میلیون تن شد.", [None]),
        ("نوبت به ۱۲ نفر نرسیده است.", [None]),
        ("سهمیه از ۱۲ درصد کمتر نیست.", [None]),
    ],
)
def test_roles(text: str, expected: list[str | None]) -> None:
    assert _roles(text) == expected


def test_partners_know_each_other() -> None:
    rise, source, target = EXTRACT("صادرات با ۲۵ درصد رشد از ۹ به ۱۲ میلیارد دلار رسید.").claims
    assert target.change is not None
    assert set(target.change.partners) == {rise.id, source.id}
    for claim in (rise, source):
        assert claim.change is not None
        assert claim.change.partners == (target.id,)


def test_the_base_is_no_time() -> None:
    (claim,) = EXTRACT("تولید نسبت به مدت مشابه سال گذشته ۲۵ درصد رشد کرد.").claims
    assert claim.time is None
    assert claim.change is not None
    assert claim.change.base is not None
    assert "سال گذشته" in claim.change.base.text
