from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.minutes.content import from_doc, to_doc, to_json
from okrtui.minutes.gather import earlier_versions, gather
from okrtui.minutes.markdown import write_markdown
from okrtui.model.calendar import Calendar
from okrtui.model.codec import update
from okrtui.model.records import CheckIn, KeyResult, Meeting, Member, Risk, RiskState, Team
from okrtui.model.settings import Settings, Thresholds
from okrtui.text.errors import Damaged
from okrtui.text.words import LANGUAGES, words_in
from tests.hostile import HOSTILE_LINES
from tests.minutes.evening import books, content, meeting
from tests.minutes.long_evening import long_meeting, reopened_meeting


def test_content_survives_its_document() -> None:
    whole = content(reopened_meeting())
    assert from_doc(json.loads(json.dumps(to_doc(whole)))) == whole


@pytest.mark.parametrize("name", HOSTILE_LINES)
def test_hostile_content_survives_its_document(name: str) -> None:
    whole = content(reopened_meeting(lambda _: HOSTILE_LINES[name]))
    assert from_doc(json.loads(to_json(whole))) == whole


def test_closing_freezes_what_the_minutes_say() -> None:
    session = meeting(close=False)
    open_still = content(session)
    session.do(intents.Close())
    frozen = content(session)
    assert frozen.ended is not None
    assert frozen.attention == open_still.attention
    assert frozen.cycles == open_still.cycles
    assert frozen.round == open_still.round


def test_nothing_later_changes_the_minutes_of_a_closed_meeting() -> None:
    session = meeting()
    before = [write_markdown(content(session), words_in(language)) for language in LANGUAGES]
    view, kr = session.store.view, books(session).get(KeyResult, "k1")
    session.store.commit(
        lambda _: [
            update(kr, title="another title"),
            update(books(session).get(Member, "wang"), name="another name"),
            update(books(session).get(Team, "t"), name="another team"),
            update(books(session).get(Risk, "r1"), state=RiskState.CLOSED, ended_at=kr.due),
            *[update(c, note="another note") for c in books(session).all(CheckIn)],
        ],
        via="test",
    )
    assert view.get("team", "t") == {"id": "t", "name": "another team"}
    settings = Settings(
        language="zh", time_zone="Asia/Shanghai", thresholds=Thresholds(confidence_off=9)
    )
    later = gather(
        session.books,
        session.meeting,
        calendar=Calendar(settings),
        settings=settings,
        now=session.clock.now() + timedelta(days=400),
    )
    assert [write_markdown(later, words_in(language)) for language in LANGUAGES] == before


def test_the_same_store_gives_the_same_bytes() -> None:
    session = meeting(close=False)
    texts = [
        (to_json(whole), write_markdown(whole, words_in("en")))
        for whole in (content(session), content(session))
    ]
    assert texts[0] == texts[1]


def test_json_has_sorted_keys_raw_numbers_and_one_newline() -> None:
    text = to_json(content(meeting()))
    assert text.endswith("}\n")
    data = json.loads(text)
    assert list(data) == sorted(data)
    first = data["round"][1]["branches"][0]["reviews"][0]
    assert (first["name"], first["then"]["value"], first["now"]["value"]) == (
        "ana/O1/KR1", "410", "395",
    )  # fmt: skip
    assert data["started"] == "2026-11-24T10:00:00+01:00"


def test_damaged_minutes_are_told_with_the_meeting_and_the_field() -> None:
    doc = {**to_doc(content(meeting())), "rating": "many"}
    with pytest.raises(Damaged) as damaged:
        from_doc(doc)
    told = words_in("en").tell(damaged.value)
    assert "2026-W48" in told
    assert "rating" in told


def test_minutes_that_were_frozen_by_an_earlier_version_are_read_for_ever() -> None:
    doc = json.loads(Path(__file__).with_name("content_v1.json").read_text("utf-8"))
    assert doc["version"] == 1
    said = from_doc(doc)
    assert (said.comings, said.reopened, said.superseded) == ((), (), None)
    text = write_markdown(said, words_in("en"))
    now = write_markdown(content(meeting()), words_in("en"))
    # All that the earlier version said, as it would be said today; what it did not know is not.
    unknown = [r" · \d+ points behind time", r" · from 0 to 100 %"]
    assert text == re.sub("|".join(unknown), "", now)


def test_a_reopened_meeting_keeps_what_its_minutes_said_before() -> None:
    session = long_meeting()
    before = content(session)
    again = reopened_meeting()
    (earlier,) = earlier_versions(again.books, again.meeting, again.calendar)
    as_it_was = write_markdown(replace(earlier, superseded=None), words_in("en"))
    assert as_it_was == write_markdown(before, words_in("en"))
    assert earlier.superseded is not None
    assert (earlier.superseded.by, earlier.superseded.why) == (
        "name of Wang",
        "why it was reopened",
    )
    (reopened,) = content(again).reopened
    assert reopened == earlier.superseded
    assert reopened.ended == before.ended


def test_the_minutes_of_a_closed_meeting_without_content_are_told_from_the_store() -> None:
    session = meeting()
    frozen = content(session)
    closed = session.meeting
    session.store.commit(lambda _: [update(closed, content=None)], via="test")
    assert session.meeting.content is None
    assert content(session) == frozen


def test_a_day_is_that_of_the_workspace() -> None:
    whole = content(meeting())
    assert isinstance(whole.started, datetime)
    assert (whole.started.hour, whole.started.utcoffset()) == (10, timedelta(hours=1))


def test_a_meeting_before_has_no_part_in_this_one() -> None:
    session = meeting()
    assert session.books.get(Meeting, "g1").name == "2026-W47"
    whole = content(session)
    assert {line.number for line in whole.risks} == {1, 3}
    assert [decision.number for decision in whole.decisions] == [1]
