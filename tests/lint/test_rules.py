"""Each rule has its reason and example in both languages, and finds what it says it finds."""

from __future__ import annotations

import pytest

from okrtui.lint import catalogue
from okrtui.lint.advise import advise_text
from okrtui.lint.catalogue import OURS, RULES, Finding, Rule, rule_named
from okrtui.lint.kinds import Kind, Severity
from okrtui.text.words import LANGUAGES, Language, words_in

NOT_OF_TEXT = {
    catalogue.OBJECTIVES_COUNT,
    catalogue.ALIGNED,
    catalogue.KEY_RESULTS_COUNT,
    catalogue.CATEGORY,
}
"""Rules that speak of what stands around a text, so that no text shows them."""

OF_TEXT = [rule for rule in RULES if rule not in NOT_OF_TEXT]
WEIGHT = {Severity.WARNING: 3, Severity.ADVICE: 2, Severity.HINT: 1}


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule.id for finding in findings}


def weight(text: str, kind: Kind = Kind.KEY_RESULT) -> int:
    return sum(WEIGHT[finding.severity] for finding in advise_text(kind, text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_title_reason_and_example(rule: Rule, language: Language) -> None:
    words = words_in(language)
    told = [words.tell(said) for said in (rule.title, rule.reason, rule.before, rule.after)]
    assert len(set(told)) == 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", OF_TEXT, ids=lambda rule: rule.id)
def test_a_rule_finds_its_example_and_lets_the_better_wording_pass(
    rule: Rule, language: Language
) -> None:
    words = words_in(language)
    assert rule.id in rules(advise_text(rule.of, words.tell(rule.before)))
    assert rule.id not in rules(advise_text(rule.of, words.tell(rule.after)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", OF_TEXT, ids=lambda rule: rule.id)
def test_the_better_wording_of_an_example_weighs_less(rule: Rule, language: Language) -> None:
    words = words_in(language)
    before, after = words.tell(rule.before), words.tell(rule.after)
    assert weight(after, rule.of) < weight(before, rule.of)


def test_ids_are_unique_and_found_however_they_are_written() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert rule_named(" To_Do ") is catalogue.TO_DO
    assert rule_named("lunch") is None


def test_only_one_rule_is_ours_and_it_says_so() -> None:
    assert [rule for rule in RULES if rule.source == OURS] == [catalogue.KEY_RESULTS_COUNT]
    for language in LANGUAGES:
        reason = words_in(language).tell(catalogue.KEY_RESULTS_COUNT.reason)
        assert "ours" in reason or "我们" in reason


def test_a_to_do_is_told_that_and_not_how_to_measure_it() -> None:
    found = rules(advise_text(Kind.KEY_RESULT, "Improve the checkout @ana"))
    assert found == {"to-do", "time-bound"}


def test_a_rule_that_is_off_is_not_told_and_another_may_be() -> None:
    found = rules(advise_text(Kind.KEY_RESULT, "Improve the checkout", off={"to-do", "owner"}))
    assert "to-do" not in found
    assert "owner" not in found
    assert "measurable" in found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Talk to customers",
            "Through talks with 20 customers, know by May what sales and support ask for @ana",
        ),
        (
            "Improve the map",
            "Improve the map: seven of ten drivers find the gate at once (now four) @ana",
        ),
        (
            "By the end of Q3, the depot is rebuilt",
            "In July the plans of the depot are approved by the council",
        ),
        (
            "Through self check-in, cut the queue from 20 to 5 minutes in Q3",
            "Through self check-in, solve that guests queue: in Q3 from 20 to 5 minutes",
        ),
        ("走访社区", "通过走访 12 个社区，4 月底前形成共享单车停放方案，获得街道办一致通过 @王芳"),
        ("优化停车体验", "优化停车体验，平均找车位时间从 9 分钟降到 4 分钟 @王芳"),
        ("在 Q3 底，完成车棚改造", "在 7 月，完成车棚改造方案"),
    ],
)
def test_of_two_wordings_the_better_one_weighs_less(before: str, after: str) -> None:
    assert weight(after) < weight(before)


@pytest.mark.parametrize(
    "text", ["Community outreach", "Hiring", "大中台战略", "智慧社区", "Test automation"]
)
def test_an_objective_that_names_a_thing_goes_nowhere(text: str) -> None:
    assert "direction" in rules(advise_text(Kind.OBJECTIVE, text))


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has to ask where their parcel is",
        "Payments never stand still, whoever fails",
        "Make our docks the safest in the north",
        "Being a better place to work",
        "We know what our readers want",
        "让社区居民放心停车",
        "提升社区服务能力",
        "成为老人信赖的食堂",
    ],
)
def test_an_objective_that_goes_somewhere_is_left_alone(text: str) -> None:
    assert advise_text(Kind.OBJECTIVE, text) == ()


def test_a_rhythm_is_a_limit_to_the_method() -> None:
    assert "time-bound" not in rules(advise_text(Kind.KEY_RESULT, "每两周发布 1 条短视频 @王芳"))


def test_a_figure_that_flatters_passes_once_it_pays_off() -> None:
    assert "vanity" in rules(advise_text(Kind.KEY_RESULT, "20,000 page views"))
    text = "20,000 page views, and 400 of them sign up"
    assert "vanity" not in rules(advise_text(Kind.KEY_RESULT, text))
