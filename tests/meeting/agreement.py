"""That minutes and books agree: what was recorded is told once, and nothing else is told.

Worked out here a second time, from the documents and by hand, so that one slip is not made twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from okrtui.meeting.session import Session
from okrtui.minutes.content import Content, Review
from okrtui.minutes.lines import Life
from okrtui.model.books import Books
from okrtui.model.codec import encode
from okrtui.model.ops import Doc
from okrtui.model.records import Meeting
from okrtui.model.view import View
from tests.meeting.room import LAST_MEETING

_LIVING = {"agreed", "closed"}


def check(session: Session, content: Content) -> None:
    """Check that the minutes of a meeting say what is in the books, each once, and no more."""
    view, here = session.store.view, session.meeting_id
    people = {doc["id"]: doc["name"] for doc in view.all("members")}
    _check_entries(view, here, content, people)
    _check_changes(view, session, content)
    _check_round(view, session.meeting, content, people)
    _check_tasks(view, here, content)
    _check_meeting(session.meeting, session.books, content, people)


def _check_entries(view: View, here: str, content: Content, people: dict[str, str]) -> None:
    decided = [(d["number"], d["title"]) for d in view.where("decisions", "meeting", here)]
    assert [(line.number, line.title) for line in content.decisions] == decided

    def fits(line: Any, doc: Doc, *fields: str) -> None:
        assert line.owner == people.get(doc["owner"], doc["owner"] or "")
        assert (line.due.isoformat() if line.due else None) == doc["due"]
        for field in fields:
            assert getattr(line, field) == doc[field]

    for line, doc in _pairs(content.actions, view.all("actions")):
        fits(line, doc, "title", "carries", "commitment")
        said = doc["why"] if doc["state"] == "open" else doc["outcome"]
        assert line.why == (said or (doc["why"] if doc["state"] == "dropped" else ""))
        assert line.end.value == _end_of(doc, here)
    for line, doc in _pairs(content.risks, view.all("risks")):
        fits(line, doc, "title", "probability", "impact", "mitigation", "state")
        assert line.life is _life(doc, here)
        changed = doc["changed_in"] == here and doc["was"] is not None
        assert (list(line.was) if line.was else None) == (doc["was"] if changed else None)
        became = [p["number"] for p in view.where("problems", "risk", doc["id"])]
        assert line.problem == (became[-1] if doc["state"] == "happened" else None)
    for line, doc in _pairs(content.problems, view.all("problems")):
        fits(line, doc, "title", "next_step", "why")
        assert line.life is _life(doc, here)
        risk = view.get("risks", doc["risk"]) if doc["risk"] else None
        assert line.risk == (risk["number"] if risk else None)
    parked = [
        (doc["title"], _life(doc, here), doc["outcome"], doc["carries"])
        for doc in view.all("parked")
        if _is_told(doc)
    ]
    assert Counter(parked) == Counter(
        (line.title, line.life, line.outcome, line.carries) for line in content.parked
    )


def _pairs(lines: Iterable[Any], docs: Iterable[Doc]) -> Iterator[tuple[Any, Doc]]:
    told = [line.number for line in lines]
    expected = {doc["number"]: doc for doc in docs if _is_told(doc)}
    assert sorted(told) == sorted(expected)
    yield from ((line, expected[line.number]) for line in lines)


def _is_told(doc: Doc) -> bool:
    # All that is there but what ended in or before the last meeting: see `wishes.OLD`.
    return bool(doc["ended_in"] != "g-w47")


def _end_of(doc: Doc, here: str) -> str:
    if doc["state"] != "open":
        return str(doc["state"])
    if doc["meeting"] == here:
        return "new"
    return "carried" if doc["carried_in"] == here else "open"


def _life(doc: Doc, here: str) -> Life:
    if doc["state"] != "open":
        return Life.ENDED
    if doc["meeting"] == here:
        return Life.NEW
    return Life.CHANGED if doc.get("changed_in") == here else Life.OPEN


def _check_changes(view: View, session: Session, content: Content) -> None:
    here = [doc for doc in view.all("changes") if doc["meeting"] == session.meeting_id]
    # What was changed outside of any meeting, but what the last one told: see `wishes.OLD`.
    alone = [doc for doc in view.all("changes") if doc["meeting"] is None]
    between = [doc for doc in alone if doc["at"] > encode(LAST_MEETING)["closed_at"]]
    for lines, docs in ((content.changes, here), (content.between, between)):
        said = [
            (doc["number"], doc["kind"], doc["field"] or "", doc["was"] or "", doc["now"] or "",
             doc["why"], doc["other"], doc["what"])
            for doc in docs
        ]  # fmt: skip
        told = [
            (line.number, line.kind.value, line.field, line.was, line.now, line.why, line.other,
             line.what)
            for line in lines
        ]  # fmt: skip
        assert told == said
    people = {doc["login"]: doc["name"] for doc in view.all("members")}
    assert [line.by for line in content.between] == [people[doc["by"]] for doc in between]
    assert not any(line.by for line in content.changes)
    _check_links(view, sorted([*here, *between], key=lambda doc: doc["number"]), content)


def _check_links(view: View, changes: list[Doc], content: Content) -> None:
    """Check that each link that is there stands as the minutes told it last."""
    last = {(doc["target"], doc["field"], doc["other"]): doc for doc in changes if doc["other"]}
    lines = (*content.changes, *content.between)
    due = {line.number: line.due.isoformat() if line.due else None for line in lines}
    assert all(due[doc["number"]] == doc["due"] for doc in last.values())
    there = {
        (doc["source"], doc["kind"], doc["state"] or "aligned", doc["by"])
        for doc in view.all("links")
    }
    assert there <= {(doc["target"], doc["field"], doc["now"], doc["due"]) for doc in last.values()}


def _check_round(view: View, meeting: Meeting, content: Content, people: dict[str, str]) -> None:
    reviews = [r for s in content.round for b in s.branches for r in b.reviews]
    told = Counter(review.key_result.id for review in reviews)
    said = {doc["key_result"]: doc for doc in view.where("check_ins", "meeting", meeting.id)}
    votes = [vote for vote in view.where("votes", "meeting", meeting.id) if vote["given"]]
    voted = {vote["key_result"] for vote in votes}
    counting = {kr["id"] for kr in view.all("key_results") if _counts(view, kr, meeting)}
    assert told == Counter(counting | set(said) | voted)
    # Its name is one name: no two are called the same.
    assert len({review.name for review in reviews}) == len(reviews)
    for review in reviews:
        kr = review.key_result.id
        assert review.dropped == (kr not in counting)
        _check_said(review, said.get(kr), people)
        given = [
            (tuple(vote["given"]), vote["agreed"]) for vote in votes if vote["key_result"] == kr
        ]
        assert [(vote.given, vote.agreed) for vote in review.votes] == given


def _counts(view: View, kr: Doc, meeting: Meeting) -> bool:
    objective = view.get("objectives", kr["objective"])
    assert objective is not None
    living = kr["state"] in _LIVING and objective["state"] in _LIVING
    return living and objective["cycle"] in meeting.cycles


def _check_said(review: Review, said: Doc | None, people: dict[str, str]) -> None:
    if said is None:
        assert not any((review.reviewed, review.entered, review.note, review.why))
        return
    assert review.reviewed == said["confirmed"]
    assert review.entered == (not said["confirmed"])
    assert review.note == said["note"]
    assert review.health_reason == said["health_reason"]
    assert review.spoken_by == people.get(said["spoken_by"], "")
    if said["why"] or said["next_step"]:
        assert (review.why, review.next_step) == (said["why"], said["next_step"])
        assert (str(review.next_due) if review.next_due else None) == said["next_due"]
    if said["confidence"] is not None:
        assert review.now.confidence == said["confidence"]
    if said["health"] is not None:
        assert review.now.health.value == said["health"]


def _check_tasks(view: View, here: str, content: Content) -> None:
    of_it = [
        doc["title"]
        for doc in view.all("tasks")
        if here in {doc["done_in"], doc["created_in"], doc["state_in"]}
    ]
    told = [
        work.title for stop in content.round for work in (*stop.done, *stop.added, *stop.taken_up)
    ]
    assert Counter(told) == Counter(of_it)


def _check_meeting(
    meeting: Meeting, books: Books, content: Content, people: dict[str, str]
) -> None:
    assert (content.summary, content.rating, content.next_on, content.minutes_planned) == (
        meeting.summary, meeting.rating, meeting.next_on, meeting.minutes_planned,
    )  # fmt: skip
    assert content.facilitator == people.get(meeting.facilitator or "", "")
    took_part = {*meeting.present, *meeting.joined, *meeting.left}
    assert Counter(content.present) == Counter(people[member] for member in took_part)
    absent = [m.name for m in books.members() if m.id not in took_part]
    assert Counter(content.absent) == Counter(absent)
    assert {one.name for one in content.comings} == {
        people[member] for member in {*meeting.joined, *meeting.left}
    }
    assert len(content.comings) == len({*meeting.joined, *meeting.left})
    assert [one.why for one in content.reopened] == [one.why for one in meeting.reopened]
