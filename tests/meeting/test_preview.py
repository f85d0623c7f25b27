from msgspec.structs import replace

from okrtui.meeting.context import context_now
from okrtui.meeting.opening import Opening, _before
from okrtui.meeting.order import Order
from okrtui.meeting.preview import Preview, preview
from okrtui.model.books import Books
from okrtui.model.records import TEAM, CheckIn
from okrtui.model.settings import Settings
from okrtui.text.words import words_in
from tests.fakes import FakeClock, FakeView
from tests.meeting.room import ANA, DOCS, EVERYTHING, LAST_MEETING, LAST_WEEK, WANG

BOTH = Opening(facilitator=ANA.id, present=(ANA.id, WANG.id), order=Order.LISTED, minutes=45)


def seen(opening: Opening, *more: object) -> Preview:
    books = Books(FakeView(*EVERYTHING, *more))
    context = context_now("g-new", author="ana", settings=Settings(), clock=FakeClock())
    return preview(books, opening, context, lambda kr: _before(books, context, kr))


def test_those_who_are_here_share_the_time_by_their_key_results() -> None:
    both = seen(BOTH)
    assert both.shares == {TEAM: 480, ANA.id: 960, WANG.id: 480}
    alone = seen(replace(BOTH, present=(ANA.id,)))
    assert alone.shares[ANA.id] > both.shares[ANA.id]
    assert WANG.id not in alone.shares


def test_a_second_meeting_in_a_week_has_a_name_of_its_own() -> None:
    this_week = replace(LAST_MEETING, id="g-w48", name="2026-W48")
    assert seen(BOTH).meeting.name == "2026-W48"
    assert seen(BOTH, this_week).meeting.name == "2026-W48-2"


def test_where_the_worst_come_first_it_says_why() -> None:
    low = CheckIn(id="i-d", key_result=DOCS.id, at=LAST_WEEK, author="wang", confidence=2)
    worst_first = seen(replace(BOTH, order=Order.EXCEPTIONS), low)
    words = words_in("en")
    assert [words.tell(reason) for reason in worst_first.reasons[WANG.id]] == ["1 off track"]
    assert seen(BOTH, low).reasons == {}
