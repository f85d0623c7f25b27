"""Owners are found wherever people write them, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from tests.formats.reading import first, first_result, markdown


@pytest.mark.parametrize(
    ("written", "title", "owner"),
    [
        ("Ship it @lin", "Ship it", "lin"),
        ("Ship it (@lin)", "Ship it", "lin"),
        ("Ship it — @lin-wei", "Ship it", "lin-wei"),
        ("@lin: Ship it", "Ship it", "lin"),
        ("[lin99] Ship it", "Ship it", "lin99"),
        ("[Lin Wei] Ship it", "Ship it", "Lin Wei"),
        ("Ship it (owner: Lin Wei)", "Ship it", "Lin Wei"),
        ("Ship it [DRI: lin]", "Ship it", "lin"),
        ("Ship it — owner: Lin", "Ship it", "Lin"),
        ("上线新版（负责人：李雷）", "上线新版", "李雷"),
        ("上线新版 `@李雷`", "上线新版", "李雷"),
    ],
)
def test_a_name_in_a_title_is_its_owner_and_leaves_it(written: str, title: str, owner: str) -> None:
    found = first_result(f"- KR1: {written}")
    assert (found.title, found.owner) == (title, owner)


@pytest.mark.parametrize(
    "written",
    [
        "[P0] Ship it",
        "[APPS] Ship it",
        "[wip] Ship it",
        "Ship it [INFRA][DR]",
        "Mail a@example.org daily",
        "Pay 5 @ 3 each",
        r"Ship it \@lin",
        r"\[lin] Ship it",
    ],
)
def test_a_tag_is_no_owner(written: str) -> None:
    found = first_result(f"- KR1: {written}")
    assert (found.title, found.owner) == (written.replace("\\", ""), None)


def test_the_first_of_several_names_owns_and_the_others_help() -> None:
    found = first_result("- KR1: 访谈 20 位用户 `@王一`、`@王二`")
    assert (found.title, found.owner, found.collaborators) == ("访谈 20 位用户", "王一", ("王二",))


def test_a_name_in_brackets_at_the_end_may_be_one_and_stays() -> None:
    found = first_result("- KR1: Documentation (Kim)")
    assert (found.title, found.owner, found.maybe) == ("Documentation (Kim)", None, "Kim")


def test_an_owner_line_goes_before_names_in_the_title() -> None:
    found = first_result("- KR1: Ask @wang\n  - Owner: lin")
    assert (found.title, found.owner) == ("Ask @wang", "lin")


@pytest.mark.parametrize("line", ["Owner: Zoe", "**Owner:** @Zoe", "- DRI: Zoe", "负责人：Zoe"])
def test_a_line_under_an_objective_names_its_owner(line: str) -> None:
    assert first(f"## Objective 1: Grow\n\n{line}\n\n- KR1: more\n").owner == "Zoe"


def test_an_owner_heading_before_an_objective_names_its_owner() -> None:
    text = "## One\n### Owner: Zoe Lee\n### Objective\nGrow\n### Key Results\n- more\n"
    assert first(text).owner == "Zoe Lee"


def test_nobody_is_no_owner() -> None:
    assert first_result("- KR1: Ship\n  - Owner: TBD").owner is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lin Wei", "Anna Meyer"),
        ("@lin", "@anna"),
        ("Lin's OKRs", "Anna's OKRs"),
        ("王小明", "李雷"),
        ("王小明的 OKR", "李雷的 OKR"),
        ("Lin OKRs", "Anna OKRs"),
    ],
)
def test_sections_named_like_members_are_theirs(one: str, other: str) -> None:
    found = markdown(f"# Q4\n## {one}\n### O1: a\n- KR1: x\n## {other}\n### O1: b\n- KR1: y\n")
    owners = [objective.owner for objective in found.objectives]
    assert [
        name and name in heading for name, heading in zip(owners, (one, other), strict=True)
    ] == [
        True,
        True,
    ]


def test_sections_named_like_departments_are_nobodys() -> None:
    found = markdown("# Q4\n## Sales\n### O1: a\n- KR1: x\n## Talent\n### O1: b\n- KR1: y\n")
    assert [objective.owner for objective in found.objectives] == [None, None]


def test_the_company_is_an_owner() -> None:
    assert first("# Q4\n## Company\n### O1: a\n- KR1: x\n").owner == "company"


def test_an_objective_belongs_to_who_has_all_of_its_key_results() -> None:
    found = markdown("- O: a\n  - KR: x @lin\n  - KR: y @lin\n- O: b\n  - KR: x @lin\n  - KR: y\n")
    assert [objective.owner for objective in found.objectives] == ["lin", None]


@pytest.mark.parametrize("title", ["Zoe's OKRs", "李雷 2031年Q1 OKR", "@zoe"])
def test_a_title_can_say_whose_the_whole_document_is(title: str) -> None:
    assert first(f"# {title}\n## O1: a\n- KR1: x\n").owner in {"Zoe", "李雷", "zoe"}


@pytest.mark.parametrize("title", ["Acme OKRs", "Platform OKRs", "Q4 Goals", "年度目标"])
def test_a_title_that_names_no_person_gives_no_owner(title: str) -> None:
    assert first(f"# {title}\n## O1: a\n- KR1: x\n").owner is None


def test_every_member_has_a_document_of_their_own_in_one_file() -> None:
    text = "# 张三 2031年Q1 OKR\n目标 O1：a\nKR1（40%）：x\n# 李四 2031年Q1 OKR\nO1 b\nKR1 y\n"
    found = markdown(text).objectives
    assert [(o.owner, o.cycle, o.title) for o in found] == [
        ("张三", "2031-Q1", "a"),
        ("李四", "2031-Q1", "b"),
    ]
    assert found[0].key_results[0].note == "40%"


def test_two_remarks_on_one_line_are_two() -> None:
    found = first("## O1: a\n**Owner:** Zoe | **Status:** green\n\n- KR1: x\n")
    assert (found.owner, found.note) == ("Zoe", "Status: green")
