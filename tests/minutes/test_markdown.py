from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import assume, given, settings, strategies as st
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.minutes.content import Content
from okrtui.minutes.lines import Voting
from okrtui.minutes.markdown import MARKDOWN, write_markdown
from okrtui.minutes.phrases import Phrases
from okrtui.model.records import Ambition, Category, Direction, MetricKind
from okrtui.text.harmless import clean_line, harmless
from okrtui.text.words import LANGUAGES, Language, words_in
from tests.hostile import HOSTILE
from tests.minutes.evening import content, meeting
from tests.minutes.long_evening import long_meeting, reopened_meeting
from tests.minutes.rendered import RENDERERS, lint, read

TYPED = {name: text for name, text in HOSTILE.items() if clean_line(text)}


@pytest.fixture(scope="module")
def whole() -> Content:
    return content(meeting())


def written(said: Content, language: Language = "en") -> str:
    return write_markdown(said, words_in(language))


@cache
def hostile(text: str) -> Content:
    """A meeting in which every typed text is this one, on one line."""
    return content(reopened_meeting(lambda _what: clean_line(text)))


@pytest.fixture(scope="module")
def long() -> Content:
    return content(reopened_meeting())


def sections(markdown: str) -> list[str]:
    return re.findall(r"^## (.*)$", markdown, re.MULTILINE)


@pytest.mark.parametrize(
    ("language", "first", "said"),
    [
        ("en", "A name?", "A name? It stays."),
        ("zh", "A name?", "A name? It stays。"),
        ("zh", "名字？", "名字？It stays。"),
        ("zh", "名字", "名字。It stays。"),
    ],
)
def test_a_blank_parts_a_latin_sign_from_the_next_sentence(
    language: Language, first: str, said: str
) -> None:
    assert Phrases(words_in(language), 2026, MARKDOWN).sentences(["", first, "It stays"]) == said


def test_the_sections_stand_in_their_order(whole: Content) -> None:
    assert sections(written(whole)) == [
        "Summary", "Needs attention", "Decisions", "New and changed OKRs", "Action items",
        "Risks and problems", "Round", "Parking lot", "Next meeting and time",
    ]  # fmt: skip
    assert sections(written(whole, "zh")) == [
        "摘要", "需要关注", "决议", "新增与变化的 OKR", "待办事项",
        "风险与问题", "逐人评审", "停车场", "下次周会与用时",
    ]  # fmt: skip


def test_whoever_stops_after_ten_lines_knows_what_matters(whole: Content) -> None:
    beginning = "\n".join([line for line in written(whole).splitlines() if line][:10])
    for matter in ("24 Nov 2026", "first sentence", "Progress 45 → 44 %", "off track 1"):
        assert matter in beginning


TITLES = {
    "speed of checkout", "errors anew", "dropped one", "prepared one", "refunds", "spoken for",
    "moved away", "dropped before", "objective to hand over", "refund rate",
}  # fmt: skip
PEOPLE = {"name of Ana", "name of Wang", "name of Chen", "name of Dora"}
REPLACED = {
    "risk that ended before", "worse risk", "grown problem", "errors", "old step of it",
}  # fmt: skip
"""What ended before the meeting, or got other words in it; the old title is told as such."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_was_said_is_there_once(language: Language) -> None:
    codes: dict[str, str] = {}
    text = written(
        content(reopened_meeting(lambda what: codes.setdefault(what, f"q{len(codes):02}q"))),
        language,
    )
    counts = {what: text.count(code) for what, code in codes.items()}
    often = TITLES | PEOPLE | REPLACED | {"ms"}
    assert {what: n for what, n in counts.items() if what not in often and n != 1} == {}
    told_of_old = {what: counts[what] for what in REPLACED & counts.keys()}
    assert {what for what, n in told_of_old.items() if n} == {"errors"}
    assert all(counts[what] >= 1 for what in TITLES | PEOPLE)


def test_nothing_appears_that_was_not_said(whole: Content) -> None:
    text = written(whole)
    for unsaid in ("risk that ended before", "None", "{", "}", "Decimal"):
        assert unsaid not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_pass_the_linter(long: Content, language: Language) -> None:
    assert lint(written(long, language)) == []
    assert lint(written(content(meeting(close=False)), language)) == []


def test_the_linter_of_these_tests_sees_what_it_should() -> None:
    text = "# A\ntext \n\n\n- item\ntext <b>\n\n**bold**\n# A:\n\n## B\n\n## B"
    rules = {said.split()[0] for said in lint(text)}
    assert rules == {
        "MD009",
        "MD012",
        "MD022",
        "MD024",
        "MD025",
        "MD026",
        "MD033",
        "MD036",
        "MD047",
    }


@pytest.mark.parametrize("name", TYPED)
def test_hostile_texts_change_nothing_but_the_words(name: str) -> None:
    said, plain = hostile(TYPED[name]), hostile("Ж")
    shown = unquote(harmless(" ".join(clean_line(TYPED[name]).split())))
    for language in LANGUAGES:
        text, unhostile = written(said, language), written(plain, language)
        for renderer in RENDERERS:
            page = read(text, renderer)
            assert page.structure == read(unhostile, renderer).structure
            assert page.words.count(shown) >= unhostile.count("Ж")


@pytest.mark.parametrize("name", TYPED)
def test_hostile_texts_pass_the_linter(name: str) -> None:
    assert lint(written(hostile(TYPED[name]))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_renderers_show_the_same(long: Content, language: Language) -> None:
    pages = [read(written(long, language), renderer) for renderer in RENDERERS]
    assert pages[0].structure == pages[1].structure
    assert pages[0].words == pages[1].words
    assert {"h1", "h2", "ul", "li", "table", "strong"} <= set(pages[0].structure)


def test_a_paragraph_is_one_line_in_every_language(long: Content) -> None:
    for language in LANGUAGES:
        assert "br" not in read(written(long, language)).structure
        assert not re.search(r"[^\n#|-].*\n(?! *-|\n|\|)", written(long, language).strip())


def test_both_languages_say_the_same(long: Content) -> None:
    assert read(written(long, "en")).structure == read(written(long, "zh")).structure


def test_chinese_minutes_have_no_english_words_of_ours() -> None:
    said = hostile("Ж")
    english = re.findall(r"[A-Za-z]{3,}", written(said, "zh"))
    assert set(english) <= {"OKR", "ana", "wang", "chen", "company", "team"}


def test_no_sign_is_used_that_mail_or_word_would_lose(long: Content) -> None:
    assert max(written(long)) < "\u2600"


def test_nobody_is_notified_when_minutes_are_pasted_into_a_forge() -> None:
    text = written(hostile("@lin and #12"))
    assert "`@lin`" in text
    assert not re.search(r"(?<!`)@lin|(?<!`)#12", text)


def test_an_empty_section_is_left_out(whole: Content) -> None:
    bare = replace(
        whole, summary="", decisions=(), changes=(), actions=(), risks=(), problems=(), parked=(),
        attention=(), next_on=None, times=(), rating=None, absent=(), facilitator="",
    )  # fmt: skip
    text = written(bare)
    assert sections(text) == ["Summary", "Round"]
    assert lint(text) == []
    for word in ("rating", "absent:", "Facilitator"):
        assert word not in text


def test_a_meeting_of_nothing_has_a_title_and_who_was_there(whole: Content) -> None:
    nothing = replace(
        whole, team="", cycles=(), summary="", decisions=(), changes=(), actions=(), risks=(),
        problems=(), parked=(), attention=(), next_on=None, times=(), round=(),
    )  # fmt: skip
    text = written(nothing)
    assert text.startswith("# OKR review 2026-W48, Tue 24 Nov 2026\n\nFacilitator: name of Ana")
    assert lint(text) == []


def test_a_meeting_that_goes_on_says_so() -> None:
    text = written(content(meeting(close=False)))
    assert "from 10:00, still going on" in text


def test_the_round_tells_then_and_now(whole: Content) -> None:
    lines = written(whole).splitlines()
    assert (
        "    - **KR1** speed of checkout: 410 → 395 ms (8 → 19 %) · 105 ms to go · "
        "confidence 7 → 3 · off track"
    ) in lines
    assert "  - Unchanged: **ana/O1/KR2** errors anew (50 %, confidence 8, on track)" in lines
    assert (
        "  - **company/O1/KR1** refunds: 2.9 % (kept) · confidence 7 → 8 · on track · "
        "entered, not confirmed. note of the unconfirmed."
    ) in lines


def test_what_an_absent_member_prepared_is_shown_as_such(whole: Content) -> None:
    lines = written(whole).splitlines()
    assert "- **name of Chen** · absent · progress 7 → 10 %" in lines
    assert (
        "    - **KR1** prepared one: 20 → 30 % · 70 % to go · confidence 6 → 5 · at risk · "
        "filled in before the meeting"
    ) in lines


def test_needs_attention_tells_was_is_why_next_and_who(whole: Content) -> None:
    assert (
        "- **ana/O1/KR1** speed of checkout: off track · 51 points behind time · "
        "confidence 7 → 3 · 410 → 395 ms (8 → 19 %) · name of Ana. Why: why confidence fell. "
        "Next: next step for speed (name of Wang)."
    ) in written(whole).splitlines()


def test_the_actions_are_a_short_table_with_the_new_ones_first(whole: Content) -> None:
    rows = [line for line in written(whole).splitlines() if line.startswith("|")]
    assert rows == [
        "| No. | What | Who | Due | Carried |",
        "| --- | --- | --- | --- | --- |",
        "| A4 | new action (ana/O1/KR1) | supplier | 27 Nov | |",
        "| A5 | action of nobody | – | – | |",
        "| A1 | old action | name of Wang | 20 Nov, late | ×2 |",
    ]


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        (
            intents.ChangeField("tasks", "x1", "title", "trace more", "not enough"),
            "Task of ana/O1/KR1 reworded: trace the call → trace more. Reason: not enough.",
        ),
        (
            intents.ChangeField("tasks", "x1", "due", "2026-12-04", ""),
            "Task of ana/O1/KR1 trace the call: due 4 Dec",
        ),
        (
            intents.Drop("tasks", "x1", "the vendor did it"),
            "Dropped task of ana/O1/KR1: trace the call. Reason: the vendor did it.",
        ),
        (
            intents.ChangeField("key_results", "k1", "start", "500", "measured anew"),
            "ana/O1/KR1 speed of checkout: start 420 → 500 ms. Reason: measured anew.",
        ),
        (
            intents.ChangeField("key_results", "k1", "owner", "wang", ""),
            "ana/O1/KR1 speed of checkout: owner name of Wang",
        ),
        (
            intents.Drop("objectives", "o3", "Chen leaves"),
            "Dropped objective chen/O1: chen's objective. Reason: Chen leaves.",
        ),
        (
            intents.ChangeField("key_results", "k1", "direction", "keep_below", ""),
            "ana/O1/KR1 speed of checkout: goal reach the target → keep at or below it",
        ),
        (
            intents.ChangeField("key_results", "k2", "metric", "number", ""),
            "ana/O1/KR2 errors anew: metric percent → number",
        ),
        (
            intents.ChangeField("key_results", "k2", "target", "12000", ""),
            "ana/O1/KR2 errors anew: target 100 → 12,000 %",
        ),
        (
            intents.ChangeField("key_results", "k2", "weight", "2", ""),
            "ana/O1/KR2 errors anew: weight 1 → 2",
        ),
        (
            intents.ChangeField("key_results", "k2", "method", "by caching", ""),
            "ana/O1/KR2 errors anew: method by caching",
        ),
        (
            intents.ChangeField("objectives", "o1", "origin", "own", ""),
            "ana/O1 checkout objective: origin own initiative",
        ),
        (
            intents.ChangeField("objectives", "o1", "owner", "wang", ""),
            "ana/O1 → wang/O2 checkout objective: owner name of Ana → name of Wang",
        ),
        (
            intents.ChangeField("tasks", "x1", "milestone", "true", ""),
            "Task of ana/O1/KR1 trace the call: milestone no → yes",
        ),
        (
            intents.ChangeField("tasks", "x1", "key_result", "k2", "it belongs there"),
            "Moved task of ana/O1/KR1 → ana/O1/KR2: trace the call. Reason: it belongs there.",
        ),
        (
            intents.MoveKeyResult("k2", "o3", "Chen has the data"),
            "Moved key result ana/O1/KR2 → chen/O1/KR4: errors anew. Reason: Chen has the data.",
        ),
        (
            intents.Restore("key_results", "k3", "after all"),
            "Brought back key result ana/O1/KR3: dropped one. Reason: after all.",
        ),
    ],
)
def test_a_change_says_what_was_changed_and_why(wish: intents.Intent, line: str) -> None:
    session = meeting(close=False)
    session.do(wish)
    assert f"- **C7** {line}" in written(content(session)).splitlines()


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ({"start": Decimal(420), "target": Decimal(300), "unit": "ms"}, "from 420 to 300 ms"),
        ({"direction": Direction.KEEP_ABOVE, "target": Decimal(98)}, "to be kept at or above 98"),
        ({"metric": MetricKind.MILESTONE, "target": Decimal(4)}, "in 4 steps"),
        ({"metric": MetricKind.TASKS, "target": Decimal(4)}, "measured by its tasks"),
        ({"metric": MetricKind.YES_NO}, "measured by done or not"),
    ],
)
def test_a_new_key_result_says_how_it_is_measured(measure: dict[str, Any], told: str) -> None:
    session = meeting(close=False)
    how = {"metric": MetricKind.NUMBER, **measure}
    session.do(intents.AddKeyResult("o1", "a new one", **how))
    line = f"- **C7** New key result ana/O1/KR5: a new one · {told}"
    assert line in written(content(session)).splitlines()


def test_a_new_objective_says_whom_it_serves_and_how_far_it_reaches() -> None:
    session = meeting(close=False)
    serves, far = Category.USER, Ambition.ASPIRATIONAL
    session.do(intents.AddObjective("wang", "Answers are found", category=serves, ambition=far))
    line = "- **C7** New objective wang/O2: Answers are found · user, aspirational · name of Wang"
    assert line in written(content(session)).splitlines()


@pytest.mark.parametrize(
    ("vote", "told"),
    [
        (Voting(given=(7, 7), agreed=7), "vote 7 (7, 7), agreed on 7"),
        (
            Voting(given=(8, 5), voters=("Lin", "Wang")),
            "vote 5–8 (Wang 5, Lin 8), nothing agreed on",
        ),
    ],
)
def test_a_vote_says_how_far_it_lies_apart(vote: Voting, told: str) -> None:
    assert Phrases(words_in("en"), 2026, MARKDOWN).vote(vote) == told


def test_a_risk_that_has_happened_stands_with_its_problem() -> None:
    session = long_meeting(close=False)
    session.do(intents.RiskHappened("r1"))
    lines = written(content(session)).splitlines()
    assert "- **P15** new problem (was R1): old risk · an outsider" in lines
    # What else was said of the risk is not lost with it.
    assert "- **R1** risk has happened, P15 now. Mitigation: old mitigation." in lines
    assert not [line for line in lines if line.startswith("- **R13**")]


def test_the_head_tells_who_came_late_and_who_left(long: Content) -> None:
    head = written(long).splitlines()[2]
    assert "late: name of Dora (10:34) · left early: name of Wang (11:00) · 10:00–11:01" in head


def test_newly_agreed_okrs_come_before_other_changes(whole: Content) -> None:
    lines = [line[:8] for line in written(whole).splitlines() if line.startswith("- **C")]
    assert lines == [f"- **C{number}**" for number in (2, 3, 1, 4, 5, 6)]


@given(st.text(st.sampled_from("*_`[]()<>#+-.!|~&\\ 1a中\"'@:/=$^"), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_no_text_changes_anything_but_the_words(text: str) -> None:
    assume(clean_line(text))
    said = written(content(long_meeting(lambda _what: clean_line(text))))
    plain = written(plain_long())
    for renderer in RENDERERS:
        assert read(said, renderer).structure == read(plain, renderer).structure


@given(st.text(st.sampled_from("*_`[]()<>#+-.!|~&\\ 1a中\"'@:/=$^"), min_size=1, max_size=12))
@settings(max_examples=10, deadline=None)
def test_no_text_displeases_the_linter(text: str) -> None:
    assume(clean_line(text))
    assert lint(written(content(meeting(lambda _what: clean_line(text))))) == []


@cache
def plain_long() -> Content:
    return content(long_meeting(lambda _what: "Ж"))


def test_namesakes_are_told_apart_by_their_logins() -> None:
    text = written(hostile("Lin"))
    assert "- **Lin** (chen) · absent" in text


def test_the_day_of_a_next_step_is_written_in_the_language_of_the_minutes(whole: Content) -> None:
    kr = next(iter(whole.reviews().values()))
    review = replace(kr, next_step="call them", next_owner="Ada Berg", next_due=date(2026, 11, 27))
    texts = {
        language: Phrases(words_in(language), 2026, MARKDOWN).reason(replace(review, why=""))
        for language in LANGUAGES
    }
    assert texts["en"].endswith("Next: call them (Ada Berg, due 27 Nov)")
    assert "call them（Ada Berg，11月27日截止）" in texts["zh"]


def test_a_unit_in_front_stands_before_both_numbers_and_one_behind_once(whole: Content) -> None:
    kr = next(iter(whole.reviews().values())).key_result
    sales = replace(
        kr, metric=MetricKind.CURRENCY, unit="€", start=Decimal(1_200_000),
        target=Decimal(1_500_000), direction=Direction.REACH,
    )  # fmt: skip
    say = Phrases(words_in("zh"), 2026, MARKDOWN)
    assert say.measured(sales) == "从 € 1,200,000 到 € 1,500,000"
    assert say.measured(replace(sales, unit="USD")) == "从 1,200,000 到 1,500,000 USD"
