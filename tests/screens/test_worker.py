import asyncio
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from okrtui.model.ops import Changed
from okrtui.text.errors import Damaged, NotWritten, Refused
from screens.worker import Held, StoreWorker


class Heard:
    """A worker, and all that it told."""

    def __init__(self, refresh: Callable[[], Changed | None] = lambda: None) -> None:
        self.changed: list[Changed] = []
        self.held: list[Held | None] = []
        self.trouble: list[Exception] = []
        self.worker = StoreWorker(
            refresh,
            on_changed=self.changed.append,
            on_held=self.held.append,
            on_trouble=self.trouble.append,
        )
        self.worker.start()


async def until(true: Callable[[], Any]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)


async def test_sixty_jobs_at_once_against_a_slow_disk_are_sixty_in_order() -> None:
    heard, done = Heard(), []

    def slow(n: int) -> None:
        time.sleep(0.002)
        done.append(n)

    for n in range(60):
        heard.worker.submit(partial(slow, n))
    assert len(done) < 60
    heard.worker.stop()
    assert done == list(range(60))


async def test_jobs_run_in_one_thread_that_is_not_the_loops() -> None:
    heard = Heard()
    threads = {await heard.worker.submit(threading.get_ident) for _ in range(3)}
    heard.worker.stop()
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_a_refusal_reaches_who_awaits_it_and_holds_nothing_up() -> None:
    heard = Heard()

    def refuse() -> None:
        raise Refused("entry.gone")

    with pytest.raises(Refused):
        await heard.worker.submit(refuse, typed="wang send trace")
    assert await heard.worker.submit(lambda: 7) == 7
    assert heard.worker.stop() == ()


class Disk:
    """A disk that is full until it is not."""

    def __init__(self) -> None:
        self.full = True
        self.wrote: list[str] = []

    def write(self, text: str) -> Callable[[], None]:
        def run() -> None:
            if self.full:
                raise NotWritten("store.disk_full")
            self.wrote.append(text)

        return run


async def test_what_the_disk_did_not_take_keeps_its_place_and_is_tried_again() -> None:
    heard, disk = Heard(), Disk()
    for text in ("one", "two", "three"):
        heard.worker.submit(disk.write(text), typed=text)
    await until(lambda: heard.held and heard.held[-1] and len(heard.held[-1].typed) == 3)
    disk.full = False
    heard.worker.submit(disk.write("four"), typed="four")
    heard.worker.retry()
    await until(lambda: heard.held[-1] is None)
    assert disk.wrote == ["one", "two", "three", "four"]
    assert heard.worker.stop() == ()


async def test_what_is_held_can_be_taken_out_to_be_kept_elsewhere() -> None:
    heard, disk = Heard(), Disk()
    lost = heard.worker.submit(disk.write("one"), typed="one")
    heard.worker.submit(disk.write("a key"))
    assert await heard.worker.take_out() == ("one",)
    with pytest.raises(NotWritten):
        await lost
    assert heard.held[-1] is None
    assert heard.worker.stop() == ()


async def test_leaving_tries_once_more_and_tells_what_is_left() -> None:
    heard, disk = Heard(), Disk()
    heard.worker.submit(disk.write("one"), typed="one")
    assert heard.worker.stop() == ("one",)


async def test_changes_of_other_processes_are_heard_within_a_quarter_of_a_second() -> None:
    waiting = [Changed(3, frozenset({("members", "m1")}))]
    started = time.monotonic()
    heard = Heard(lambda: waiting.pop() if waiting else None)
    await until(lambda: heard.changed)
    assert time.monotonic() - started < 0.25
    assert heard.changed[0].seq == 3
    heard.worker.stop()


async def test_the_same_trouble_is_told_once() -> None:
    looks: list[int] = []

    def damaged() -> Changed | None:
        looks.append(1)
        raise Damaged("store.bad_line", line=7)

    heard = Heard(damaged)
    await until(lambda: len(looks) >= 3)
    heard.worker.stop()
    assert len(heard.trouble) == 1


async def test_something_light_that_fails_is_told_and_the_work_goes_on() -> None:
    heard = Heard()
    heard.worker.aside(lambda: 1 / 0)
    assert await heard.worker.submit(lambda: 7) == 7
    await until(lambda: heard.trouble)
    assert isinstance(heard.trouble[0], ZeroDivisionError)
    heard.worker.stop()


async def test_a_hand_that_never_rests_does_not_hide_what_others_write() -> None:
    waiting = [Changed(3, frozenset())]
    heard = Heard(lambda: waiting.pop() if waiting else None)
    async with asyncio.timeout(5):
        while not heard.changed:
            await heard.worker.submit(lambda: time.sleep(0.005))
    heard.worker.stop()


async def test_a_watch_tells_what_is_new_until_it_is_ended() -> None:
    heard, found = Heard(), [1, None, 2]
    told: list[int] = []
    heard.worker.watch(lambda: found.pop(0) if found else None, told.append)
    await until(lambda: told == [1, 2])
    heard.worker.watch_no_more()
    found.append(3)
    await heard.worker.submit(lambda: None)
    heard.worker.stop()
    assert told == [1, 2]
