import pytest

from screens.keymap import ACTIONS, Keymap, canonical, foreign, label


@pytest.mark.parametrize(
    ("typed", "means"),
    [("？", "?"), ("／", "/"), ("【", "["), ("】", "]"), ("＝", "="), ("＋", "+"), ("－", "-")]
    + [(chr(0xFF10 + digit), str(digit)) for digit in range(10)]
    + [("\u3000", "space"), (" ", "space"), ("R", "R")],
)
def test_full_width_signs_are_their_plain_twins(typed: str, means: str) -> None:
    assert canonical("whatever", typed) == means


@pytest.mark.parametrize("typed", ["你", "é", "ß", "½", "、"])
def test_what_only_an_input_method_types_is_foreign(typed: str) -> None:
    assert foreign(canonical("whatever", typed))


@pytest.mark.parametrize("key", ["enter", "ctrl+r", "shift+tab", "f1"])
def test_a_key_without_a_character_keeps_its_name(key: str) -> None:
    assert canonical(key, "\r" if key == "enter" else None) == key
    assert not foreign(key)


def test_ids_are_given_once_and_no_key_does_two_things_on_a_screen() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    keys = [(action.screen, key) for action in ACTIONS for key in action.keys]
    assert len(set(keys)) == len(keys)


def test_the_ten_digits_are_the_ten_confidences() -> None:
    keymap = Keymap()
    found = [keymap.find("meeting", key) for key in "1234567890"]
    assert [action and action.argument for action in found] == [str(n) for n in range(1, 11)]


def test_a_team_can_choose_other_keys() -> None:
    keymap = Keymap({"meeting.note": "N, ctrl+n"})
    note = keymap.find("meeting", "N")
    assert note is not None
    assert note.id == "meeting.note"
    assert keymap.find("meeting", "n") is None
    assert keymap.problems == ()


@pytest.mark.parametrize(
    ("id", "keys", "problem"),
    [("meeting.nope", "N", "keys.no_such_binding"), ("meeting.note", "r", "keys.taken")],
)
def test_a_choice_that_cannot_be_is_told_and_changes_nothing(
    id: str, keys: str, problem: str
) -> None:
    keymap = Keymap({id: keys})
    assert [found.key for found in keymap.problems] == [problem]
    note = keymap.find("meeting", "n")
    assert note is not None
    assert note.id == "meeting.note"


def test_g_waits_for_a_second_key() -> None:
    keymap = Keymap()
    assert keymap.opens_menu("meeting", "g")
    assert not keymap.opens_menu("board", "m")
    member = keymap.find("meeting", "g 3")
    assert member is not None
    assert (member.name, member.argument) == ("member", "3")


def test_labels_have_a_look_for_plain_terminals() -> None:
    assert (label("enter"), label("enter", plain=True)) == ("⏎", "enter")
    assert label("g g") == "gg"
    assert Keymap().keys("meeting.step_up", "meeting.step_down", "meeting.value") == "+ - ="
