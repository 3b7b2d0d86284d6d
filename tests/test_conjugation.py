"""The checked-in forms of verbs are those that hazm gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.rulebook.paradigms import generated

FILE = Path(__file__).parent.parent / "rules" / "fa" / "conjugation.yaml"


@pytest.mark.filterwarnings("ignore")
def test_fresh() -> None:
    pytest.importorskip("hazm", reason="hazm is not installed; it is in the development extra")
    assert FILE.read_text(encoding="utf-8") == generated(), "run: python -m extractor.rulebook.paradigms"
