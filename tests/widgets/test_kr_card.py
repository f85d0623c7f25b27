from __future__ import annotations

import pytest
from msgspec.structs import replace

from okrtui.text.width import width
from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, counted, lines, on_stage, strips
from widgets.kr_card import KrCard
from widgets.kr_card_lines import (
    Compare,
    Earlier,
    Entry,
    KrCardData,
    Parts,
    Trend,
    card_lines,
    compact_lines,
)  # fmt: skip
from widgets.line import Piece, width_of
from widgets.signs import ASCII

DATA = KrCardData(
    name="KR2",
    title="p95 of checkout under 300 ms",
    facts=(Piece("lin · due 31 Dec", "dim"),),
    then="17 Nov",
    now="now",
    compares=(
        Compare(label="value", then="410 ms", now="395 ms", change="−15"),
        Compare(label="progress", then="27 %", now="32 %", change="+5"),
        Compare(label="confidence", then="7", now="5", change="−2", ask="why?"),
        Compare(label="health", then="● on track", now="▲ at risk", now_role="at_risk"),
    ),
    pace=((Piece("needed 19 ms a week"),), (Piece("forecast 31 Dec: 350 ms"),)),
    trends=(
        Trend(label="progress", values=(0.1, 0.2, 0.3), low=0, high=1),
        Trend(label="confidence", values=(8, None, 5), low=1, high=10),
    ),
    entries=(
        Entry(name="R5", line=(Piece("SDK slips past 15 Dec"), Piece(" · high", "dim"))),
        Entry(name="A31", line=(Piece("send the trace file"),)),
        Entry(name="P2", line=(Piece("the vendor is silent"),)),
    ),
    tasks=((Piece("○ cache the price list"),),),
    note_label="note",
    note="vendor call dominates",
    earlier_label="Earlier",
    earlier=(Earlier(label="10 Nov", text="Waiting for the trace."),),
)


def texts(drawn: list[list[Piece]]) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in drawn]


@pytest.mark.parametrize("room", [56, 100])
@pytest.mark.parametrize("part", [name for name in KrCardData.__struct_fields__ if name != "now"])
def test_laid_out_again_a_card_says_what_it_would_from_scratch(part: str, room: int) -> None:
    parts = Parts()
    card_lines(DATA, room, parts=parts)
    for data in (replace(DATA, **{part: getattr(KrCardData(), part)}), DATA):
        assert card_lines(data, room, parts=parts) == card_lines(data, room)
    assert card_lines(DATA, room - 9, parts=parts) == card_lines(DATA, room - 9)


def test_only_the_part_that_says_otherwise_is_laid_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = Parts()
    before = card_lines(DATA, 56, parts=parts)
    monkeypatch.setattr("widgets.kr_card_lines._table", lambda *_: pytest.fail("as it was"))
    monkeypatch.setattr("widgets.kr_card_lines._entries", lambda *_: pytest.fail("as it was"))
    note = replace(DATA, note="the vendor called")
    changed = [line for line in card_lines(note, 56, parts=parts) if line not in before]
    assert [text.split() for text in texts(changed)] == [["note", "the", "vendor", "called"]]


async def test_the_text_does_not_move_when_there_is_more_than_fits() -> None:
    card = KrCard()
    async with on_stage(card, size=(60, 30)) as played:
        card.show(DATA)
        await played.pilot.pause()
        room = card.scrollable_content_region.width
        card.show(replace(DATA, tasks=DATA.tasks * 40))
        await played.pilot.pause()
        assert card.scrollable_content_region.width == room


def test_then_stands_beside_now_with_the_change_and_what_is_asked() -> None:
    shown = texts(card_lines(DATA, 56))
    head = next(line for line in shown if "17 Nov" in line)
    assert "now" in head
    confidence = next(line for line in shown if line.startswith("confidence"))
    assert confidence.split() == ["confidence", "7", "5", "−2", "why?"]


def test_the_columns_of_then_and_now_end_together() -> None:
    shown = texts(card_lines(DATA, 56))
    ends = {
        width(line[: line.index(text) + len(text)])
        for line in shown
        for text in ("17 Nov", "410 ms", "27 %", "● on track")
        if text in line
    }
    assert len(ends) == 1


@pytest.mark.parametrize("value", ["€ 1,331,000", "2 countries"])
def test_a_value_is_whole_where_the_columns_have_room_for_it(value: str) -> None:
    compare = Compare(label="value", then=value, now=value, change="+11,000")
    card = replace(DATA, compares=(compare, *DATA.compares[1:]))
    line = next(line for line in texts(card_lines(card, 47)) if line.startswith("value"))
    assert line.count(value) == 2


def test_parts_are_set_apart_by_a_blank_line_and_empty_ones_take_none() -> None:
    assert texts(card_lines(KrCardData(title="Only a title", note="and a note"), 40)) == [
        "Only a title", "", "and a note",
    ]  # fmt: skip


def test_a_long_title_and_note_are_wrapped_whole() -> None:
    title, note = "word " * 30, "第一周我们测量了供应商调用" * 6
    shown = texts(card_lines(replace(DATA, title=title, note=note), 40))
    assert "".join(shown).count("word") == 30
    assert "".join(line.strip() for line in shown).count("供应商") == 6


def test_earlier_notes_stand_beside_where_the_card_is_wide() -> None:
    shown = texts(card_lines(DATA, 100))
    assert shown[0].startswith("KR2")
    assert shown[0].endswith("Earlier")
    assert not any("Earlier" in line for line in texts(card_lines(DATA, 56)))


def test_below_a_row_then_stands_above_now() -> None:
    shown = texts(compact_lines(DATA, 72))
    assert [line.split()[0] for line in shown[:3]] == ["value", "17", "now"]
    at = shown[0].index("confidence")
    assert shown[1][at] == "7"
    assert shown[2][at:].startswith("5 −2 why?")


def test_below_a_row_what_is_left_out_is_counted() -> None:
    shown = texts(compact_lines(DATA, 72))
    assert [line for line in shown if line.startswith("A31")] == ["A31 send the trace file  +1"]
    assert len(shown) == 3 + 2 + 2 + 1


@pytest.mark.parametrize("room", [1, 5, 12, 30, 56, 72, 100, 160])
def test_no_line_is_wider_than_its_room(room: int) -> None:
    for drawn in (card_lines(DATA, room), compact_lines(DATA, room)):
        assert all(width_of(line) <= room for line in drawn)


def test_ascii_needs_no_other_sign() -> None:
    plain = KrCardData(title="t" * 90, trends=DATA.trends, entries=DATA.entries[1:])
    shown = texts(card_lines(plain, 40, ASCII)) + texts(compact_lines(plain, 20, signs=ASCII))
    assert all(line.isascii() for line in shown)


async def test_the_card_draws_its_lines() -> None:
    card = KrCard()
    async with on_stage(card, size=(60, 30)):
        card.show(DATA)
        assert lines(card)[0].startswith("KR2  p95 of checkout")
        assert_aligned(card)


async def test_no_line_touches_the_bar_beside_it() -> None:
    card = KrCard()
    async with on_stage(card, size=(60, 12)):
        card.show(replace(DATA, title="a" * 200))
        assert "a" * 40 in lines(card)[0]
        assert all(strip.text.endswith(" ") for strip in strips(card))


async def test_what_changed_is_drawn_and_no_more() -> None:
    card = KrCard()
    async with on_stage(card, size=(60, 40)) as stage:
        card.show(DATA)
        await stage.pilot.pause()
        drawn = counted(card)
        sure = replace(DATA.compares[2], now="6", change="−1")
        card.show(replace(DATA, compares=(*DATA.compares[:2], sure, DATA.compares[3])))
        await stage.pilot.pause()
        (y,) = drawn
        assert lines(card)[y].startswith("confidence")


async def test_a_long_card_scrolls_and_starts_at_the_top_for_another_key_result() -> None:
    card = KrCard()
    async with on_stage(card, size=(60, 10)) as stage:
        card.show(DATA)
        await stage.pilot.pause()
        card.scroll_to(y=5, animate=False)
        await stage.pilot.pause()
        card.show(replace(DATA, name="KR3"))
        await stage.pilot.pause()
        assert lines(card)[0].startswith("KR3")


def test_a_task_says_when_it_is_due_however_long_it_is() -> None:
    task = (Piece("! "), Piece("Sandbox payments go through"), Piece(" · Wang · 14 days late"))
    drawn = texts(card_lines(KrCardData(tasks=(task,)), 40))
    assert drawn == ["! Sandbox payments go through · Wang ·", "  14 days late"]


async def test_what_people_typed_is_shown_and_obeyed_by_nobody() -> None:
    card = KrCard()
    async with on_stage(card, size=(70, 30)):
        for text in HOSTILE.values():
            line = (Piece(text), Piece(text, "dim"))
            card.show(
                KrCardData(
                    name=text[:30], title=text, facts=line, then=text, now=text,
                    compares=(Compare(label=text, then=text, now=text, change=text, ask=text),),
                    pace=(line,), entries=(Entry(name=text, line=line),), tasks=(line,),
                    note_label=text, note=text, earlier_label=text,
                    earlier=(Earlier(label=text, text=text),),
                )
            )  # fmt: skip
            assert_aligned(card)
