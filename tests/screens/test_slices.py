"""Work in slices: keys have their turn in between, and only what was asked for last is done."""

from __future__ import annotations

import itertools
from collections.abc import Generator

from textual.app import App
from textual.screen import Screen

from screens.slices import Slices
from tests.fakes import FakeClock


class Hurried(FakeClock):
    """A clock by which every look at it takes longer than a slice."""

    def elapsed(self) -> float:
        self.advance(1)
        return super().elapsed()


def counting(to: int, done: list[int]) -> Generator[None, None, int]:
    for n in range(to):
        done.append(n)
        yield
    return to


async def test_work_rests_between_its_steps_and_then_hands_on_its_result() -> None:
    app, done, results = App[None](), list[int](), list[int]()
    async with app.run_test() as pilot:
        slices = Slices(app.screen, Hurried())
        slices.start(counting(5, done), results.append)
        assert (done, results) == ([0], [])
        for _ in itertools.takewhile(lambda _: not results, range(50)):
            await pilot.pause(0.005)
        assert (done, results) == ([0, 1, 2, 3, 4], [5])


async def test_what_is_done_within_a_slice_is_done_at_once() -> None:
    app, done, results = App[None](), list[int](), list[int]()
    async with app.run_test():
        Slices(app.screen, FakeClock()).start(counting(3, done), results.append)
        assert results == [3]


async def test_what_is_started_anew_ends_what_was_going_on() -> None:
    app, first, second, results = App[None](), list[int](), list[int](), list[int]()
    async with app.run_test() as pilot:
        slices = Slices(app.screen, Hurried())
        slices.start(counting(5, first), results.append)
        slices.start(counting(2, second), results.append)
        for _ in itertools.takewhile(lambda _: not results, range(50)):
            await pilot.pause(0.005)
        await pilot.pause(0.02)
        assert (first, second, results) == ([0], [0, 1], [2])


async def test_nothing_is_done_for_a_screen_that_is_gone() -> None:
    app, done, results = App[None](), list[int](), list[int]()
    async with app.run_test() as pilot:
        screen = Screen[None]()
        await app.push_screen(screen)
        slices = Slices(screen, Hurried())
        slices.start(counting(5, done), results.append)
        screen.dismiss()
        await pilot.pause(0.03)
        assert (done, results) == ([0], [])


async def test_who_waits_hears_at_each_rest_how_far_it_is() -> None:
    app, heard, results = App[None](), list[int](), list[int]()

    def work() -> Generator[int, None, int]:
        yield from range(1, 4)
        return 3

    async with app.run_test() as pilot:
        slices = Slices(app.screen, Hurried())
        slices.start(work(), results.append, waits=heard.append)
        assert slices.are_going
        for _ in itertools.takewhile(lambda _: not results, range(50)):
            await pilot.pause(0.005)
        assert (heard, results) == ([1, 2, 3], [3])
        assert not slices.are_going


async def test_what_it_hands_on_to_can_start_it_again() -> None:
    app, results = App[None](), list[int]()
    async with app.run_test():
        slices = Slices(app.screen, FakeClock())

        def then(result: int) -> None:
            results.append(result)
            if result == 3:
                slices.start(counting(2, []), then)

        slices.start(counting(3, []), then)
        assert results == [3, 2]
        assert not slices.are_going
