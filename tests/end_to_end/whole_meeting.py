"""The meeting of week 48 in the harbour, key by key: every thing that a meeting knows is used once.

Each function is a part of it, and begins where the one before it ended.
"""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.program import done
from tests.end_to_end.room import Room

DAY_BEFORE = "2026-11-23T16:00:00Z"
BEGINS, GOES_ON, NEAR_THE_END = (f"2026-11-24T{at}:00Z" for at in ("10:00", "10:21", "10:40"))
REOPENED, AFTERWARDS = "2026-11-24T11:30:00Z", "2026-11-25T09:00:00Z"


def prepare(team: Path) -> tuple[str, str]:
    """Two fill in something the day before; return who had not, before and after."""
    missing = ("status", "--missing", "-w", team)
    before = done(*missing, now=DAY_BEFORE)
    said = ("--value", "47", "--confidence", "5", "--note", "三批访谈做完了", "--as", "chloe")
    done("check-in", "chloe/O1/KR1", *said, "-w", team, now=DAY_BEFORE)
    numbers = ("--value", "8", "--confidence", "9")
    done("check-in", "dan/O1/KR3", *numbers, "--as", "dan", "-w", team, now=DAY_BEFORE)
    return before, done(*missing, now=DAY_BEFORE)


# -- from ten o'clock


def opening(room: Room) -> None:
    """Ada leads, two are here, the worst comes first."""
    room.press("m")
    room.wait_for("1 of 3 KRs filled in")
    room.press("o", "o")
    room.wait_for("exceptions first")
    assert "1 at risk, 2 fell" in room.line("Dan 李丹")
    for here, name in ((4, "Chloé"), (3, "Ben"), (2, "Eva")):
        room.take(name)
        room.press("space")
        room.wait_for(f"Who is here: {here} of 5")
    room.take("Ada", "k")
    room.press("f")
    room.wait_for("facilitator    Ada")
    room.press("enter")
    room.wait_in_hand("Send the trace")


def last_weeks_actions(room: Room) -> None:
    """One is done, one not and why, one is carried, one is given up."""
    room.press("space")
    room.wait_in_hand("Book the load test")
    room.press("n")
    room.answer("meeting.ask_stopped", "the lab was closed")
    room.take("Ask legal about cash")
    room.press("enter")
    room.wait_in_hand("Order a cake")
    room.say("x", "nobody wants cake")
    room.press("enter")
    room.wait_in_hand("Support answers within 4 hours")


def team(room: Room) -> None:
    """A decision, and a key result in which nothing moved."""
    room.say("d", "We keep three pilots, not five")
    room.review("Support answers within 4 hours", "space", then="0 of 3 reviewed")


def dan(room: Room) -> None:
    """A reason put off to the end of the turn, a vote by fingers, and what Dan had prepared."""
    room.take("move the nightly job")
    room.press("space")
    room.wait_for("2/3")
    room.take("switch it off")
    room.say("c", "blocked")
    room.take("The old build farm is gone", "k")
    room.say("r", "The farm fails before it is gone hm @dan 12-04 -> keep one spare")
    room.say("b", "Certificates have expired @dan -> dan renews them")
    room.press("3", "enter")
    room.wait_for("▸ why?")
    room.press("escape")
    room.wait_in_hand("Ten deploys a day")
    room.say("t", "dan write the runbook 12-01")
    room.press("+", "v")
    room.wait_for("▸ fingers")
    room.type("87")
    room.press("enter")
    room.wait_for("7 to 8, 1 apart")
    room.press("8")
    room.wait_for("agreed 8")
    room.press("enter")
    room.wait_in_hand("A rollback takes 5 minutes")
    assert "8 → 9" in room.in_hand()
    room.press("enter")
    room.answer("meeting.ask_why", "the only expert is ill")
    room.answer("meeting.ask_next", "ada finds a stand-in fri")
    room.wait_in_hand("p95 of checkout")


def ada_until_the_kill(room: Room) -> None:
    """A reason at once, a risk that happened, one that did not, a problem solved; a note begun."""
    room.press("+", "5", "enter")
    room.answer("meeting.ask_why", "the vendor's trace_file is late again")
    room.answer("meeting.ask_next", "ben call the vendor fri")
    room.wait_in_hand("Three ways to pay")
    room.take("p95 of checkout", "k")
    room.say("r", "R1 happened -> ada asks for a refund")
    room.say("r", "R2 mitigated we hold a spare one")
    room.say("b", "P1 solved")
    room.say("d", "The pilot begins in Lyon")
    room.press("n")
    room.wait_for("▸ note")
    room.type("the vendor *owes* us")
    room.wait_for("the vendor *owes* us")
    room.wait_until_quiet(0.6)
    room.kill()


# -- from 10:21


def ada_after_the_kill(room: Room) -> None:
    """It is all there; undo and redo reach back over the kill."""
    room.press("m")
    room.wait_in_hand("p95 of checkout")
    room.press("u")
    room.wait_for("Undone: D2")
    room.press("ctrl+r")
    room.wait_for("Again: D2")
    room.press("n")
    room.wait_for("▸ note  the vendor *owes* us")
    room.type(" a date | 1. soon")
    room.press("enter")
    room.wait_for("a date | 1. soon")
    room.take("Three ways to pay")
    room.take("bank transfer")
    room.press("space")
    room.wait_for("2/3")
    room.take("Three ways to pay", "k")
    room.press("8", "enter")
    room.wait_in_hand("The contract with 支付宝")
    room.say("c", "due 12-18", because="支付宝 has holidays")
    room.review("The contract with 支付宝", "space", then="30 % of guests")
    room.say("o", "Refunds take 6 -> 2 days @ada 12-18", because="guests ask for it")
    room.review("30 % of guests", "+", "8", "enter", then="Refunds")

    room.say("=", "6")
    room.press("7", "enter")
    room.wait_for("all of those who are here")


def two_come_late(room: Room) -> None:
    """Ben and Eva come; the palette finds what is not on the fingers."""
    room.press(":")
    room.wait_for("▸ actions")
    room.type("who is here")
    room.wait_for("who is here")
    room.press("enter")
    room.wait_for("2 of 5")
    for here, name in ((3, "Ben"), (4, "Eva")):
        room.take(name)
        room.press("space")
        room.wait_for(f"{here} of 5")
    room.press("escape")
    room.wait_for("Commitments")


def chloe(room: Room) -> None:
    """She is absent and had prepared one of two: Ada speaks for her."""
    room.press("/")
    room.wait_for("▸ search")
    room.type("留存")
    room.wait_for("新用户七日留存达到 55 %")
    room.press("enter")
    room.wait_in_hand("新用户七日留存达到 55 %")
    room.say("@", "ada")
    room.say("!", "on track because the next cohort is twice as large")
    room.review("新用户七日留存", "enter", then="chloe/O1/KR1 confirmed")
    room.wait_in_hand("十个教程视频上线")
    room.say("a", "find a room for the interviews")


def ben(room: Room) -> None:
    """A vote in turn, unseen; a value typed; what is given up and brought back; one put off."""
    room.press("]")
    room.wait_in_hand("Two partners ship")
    room.press("v")
    room.wait_for("▸ fingers")
    room.press("enter")
    for given, digit in enumerate("6857"):
        room.wait_for(" ".join("●" * given + "○" * (4 - given)))
        room.press(digit)
        room.wait_for("confidence 1–10  •")
        room.press("enter")
    room.wait_for("5 to 8, 3 apart")
    room.press("7")
    room.wait_for("agreed 7")
    room.press("z")
    room.wait_for(lambda _: "Docs score" not in room.text())
    room.wait_for("▀▀▀▀▀▀▀▀▀▀▀▀███")
    room.press("enter")
    room.wait_for("KR2   Ben")
    room.press("z")
    room.wait_in_hand("Docs score")
    room.say("=", "4.2")
    room.press("8", "enter")
    room.wait_in_hand("90 % of")
    room.say("x", "nobody uses v2")
    room.wait_in_hand("Guests buy")
    room.take("O1/KR3 90 % of")
    room.press("x")
    room.answer("meeting.ask_restore", "two still do")
    room.wait_until_quiet()
    room.take("90 % of", "k")
    room.review("90 % of", "space", then="Half of the partners")
    room.press("w")
    room.wait_for("ada")
    room.press("escape")
    room.wait_in_hand("Half of the partners")
    room.press("s")
    room.wait_for("EVA")


def eva(room: Room) -> None:
    """A newly agreed objective, a key result that moves there; the one put off comes back."""
    room.wait_in_hand("Error rate")
    room.say("=", "0.09")
    room.press("9", "enter")
    room.wait_in_hand("Half of the partners")
    room.review("Half of the partners", "+", "6", "enter", then="Closing")
    room.press("shift+tab")
    room.wait_for("EVA")
    room.say("O", "Answers are found without asking #efficiency", because="support asks us daily")
    room.wait_for("Answers are found")
    room.press("[")
    room.take("Docs score")
    room.say("c", "to eva/O1", because="Eva writes the docs now")
    room.wait_for("eva/O1/KR1")
    room.press("P")
    room.wait_for(room.words("meeting.clock_stands"))
    room.press("P")
    room.wait_for(room.words("meeting.clock_runs"))
    room.say("p", "Do we need a mascot? 🙂")
    room.press("q")
    room.wait_for(room.words("trends.foot"))
    room.press("q")
    assert room.exit_status() == 0


# -- from 10:40


def dan_leaves(room: Room) -> None:
    """Dan has to go."""
    room.resume()
    room.press("i")
    room.wait_for("4 of 5")
    room.take("Dan")
    room.press("space")
    room.wait_for("3 of 5")
    room.press("escape")
    room.wait_for(lambda _: "3 of 5" not in room.text())


def closing(room: Room) -> None:
    """What is loose is fixed, what is parked dealt with or carried; promises, day, rating, sum."""
    room.press("tab")
    room.wait_in_hand("find a room")
    room.press("enter")
    room.answer("closing.ask_who_and_when", "ben fri")
    room.wait_in_hand("A new name")
    room.press("n")
    room.answer("meeting.ask_outcome", "it stays as it is")
    room.take("Where do we sit")
    room.press("enter")
    room.wait_in_hand("Do we need a mascot")
    room.press("enter")
    room.wait_in_hand("Ada")
    room.press("enter")
    room.answer("closing.ask_commitment", "show the new page to five guests fri")
    room.wait_for("1 of 3")
    room.press("a")
    room.answer("closing.ask_commitment", "answer the lawyers")
    room.wait_for("2 of 3")
    room.press("enter")
    room.wait_in_hand("Ben")
    room.press("enter")
    room.answer("closing.ask_commitment", "call two partners 11-30")
    room.wait_for("A8 call two partners")
    room.press("enter")
    room.wait_in_hand("Eva")
    room.press("enter")
    room.answer("closing.ask_commitment", "")
    room.wait_in_hand("next meeting")
    room.press("enter")
    room.wait_in_hand("rating")
    room.press("8", "enter")
    room.wait_in_hand("summary")
    room.press("enter")
    room.answer("meeting.summary", "Pay in one step is on its way; the vendor is *not*.")
    room.wait_for(room.words("closing.before_closing"))
    close(room)


# -- at half past eleven


def opened_again(room: Room) -> None:
    """The closed meeting is opened again on the record, mended, and closed once more."""
    room.press("v")
    room.wait_for("closed at 10:40")
    room.press("r")
    room.wait_for("▸ open 2026-W48 again, because")
    room.type("the lawyers wrote back")
    room.press("enter")
    room.wait_in_hand("Where do we sit")
    room.say("d", "Cash waits until spring 现金")
    room.wait_for("D3 Cash waits")
    room.press("m")
    room.wait_for(room.words("closing.before_closing"))
    close(room)


def close(room: Room) -> None:
    """Close with the minutes in view, copy them, and leave."""
    room.wait_until_quiet(0.6)
    room.press("enter")
    room.wait_for(room.words("meeting.written", file="minutes/2026-W48.md"))
    room.press("y")
    room.wait_for(lambda _: "\x1b]52;c;" in room.written())
    room.press("enter")
    room.wait_for(room.words("trends.foot"))
    room.press("q")
    assert room.exit_status() == 0
