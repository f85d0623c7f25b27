"""What was asked and not answered yet, as `okrtui status` tells it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Program


def test_status_tells_what_nobody_answered_the_soonest_first(okrtui: Program, team: Path) -> None:
    block = okrtui.done("status").out.partition("Asked, not answered yet\n")[2]
    assert [line.split("←")[0].strip() for line in block.splitlines()] == [
        "lin", "Paywell (payment vendor)", "Novapay",
    ]  # fmt: skip
    assert "by 4 Dec" in block


def test_of_a_member_it_tells_what_is_asked_of_them_and_by_them(
    okrtui: Program, team: Path
) -> None:
    def told(login: str) -> list[tuple[str, str]]:
        data = okrtui.done("status", "--json", "--member", login).data
        return [(one["of"], one["for"]) for one in data["asked"]]

    assert told("lin") == told("maria") == [("lin", "maria/O1/KR1")]
    assert [of for of, _ in told("wang")] == ["Paywell (payment vendor)", "Novapay"]
    assert told("chen") == []


def test_as_data_it_says_who_asks_whom_for_what_and_by_when(okrtui: Program, team: Path) -> None:
    first = okrtui.done("status", "--json").data["asked"][0]
    assert first == {
        "kind": "depends",
        "of": "lin",
        "upon": "lin/O1/KR2",
        "asker": "maria",
        "for": "maria/O1/KR1",
        "title": "Raise support NPS from 31 to 45",
        "what": "delivery states in words that customers understand",
        "by": "2026-12-04",
    }
