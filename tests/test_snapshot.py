"""Nothing that is read changes unseen: the claims of our own corpus are those that were accepted."""

from __future__ import annotations

import json

import pytest
import snapshots


def test_claims_are_those_accepted() -> None:
    told = snapshots.differences(snapshots.stored(), snapshots.read())
    if told:
        pytest.fail(snapshots.message(told), pytrace=False)


def _line(**cells: object) -> str:
    return json.dumps({"document": "a", "start": 1, "end": 5, "text": "۵ تن", "exact": "5", **cells})


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([_line()], [_line()], []),
        ([_line()], [], ["own/a:1-5 - «۵ تن» exact 5"]),
        ([], [_line()], ["own/a:1-5 + «۵ تن» exact 5"]),
        (
            [_line(place="قم")],
            [_line(exact="6", speaker="وی")],
            ["own/a:1-5 ~ «۵ تن» exact: 5 → 6; place: قم → ∅; speaker: ∅ → وی"],
        ),
    ],
)
def test_a_difference_is_told_column_by_column(before: list[str], after: list[str], told: list[str]) -> None:
    assert snapshots.differences({"own": before}, {"own": after}) == told


def test_the_message_says_how_to_accept_and_does_not_flood() -> None:
    said = snapshots.message([f"claim {number}" for number in range(100)])
    assert snapshots.ACCEPT in said
    assert said.count("claim ") == snapshots.SHOWN
    assert "60 more" in said


def test_what_is_kept_aside_is_no_part_of_it() -> None:
    assert not {"own_b", "own_d"} & {*snapshots.corpora(), *snapshots.stored()}
