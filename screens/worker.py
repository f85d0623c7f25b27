"""The one thread in which the store is written and followed.

Jobs run one after the other, in the order in which they were asked for, and none is ever dropped:
not by a later one, not by leaving. The event loop never waits for a disk. When the disk does not
take a job (`NotWritten`), that job and all behind it are held, in order, until a person says to
try again or takes them out to keep them elsewhere: what came later must not overtake it.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from okrtui.model.ops import Changed
from okrtui.text.errors import NotWritten, OkrError

Result = TypeVar("Result")
Typed = str | Callable[[], str]
"""A text, or what finds it out where it is wanted: for each key that would take too long."""

POLL = 0.1
"""Seconds between two looks at what other processes wrote: a `stat`, far below a quarter second."""

WATCH = 0.05
"""Seconds between two looks of a watch: who follows shall see a move within a quarter second."""


class Job(NamedTuple):
    """Something to do in the store's thread.

    typed: what a person said that is lost if this fails; empty where nothing was.
    told: called with the future once it is done, in the event loop.
    """

    run: Callable[[], Any]
    typed: Typed
    future: asyncio.Future[Any]
    told: Callable[[asyncio.Future[Any]], object]

    @property
    def text(self) -> str:
        """What a person said, in words."""
        return self.typed if isinstance(self.typed, str) else self.typed()


class Held(NamedTuple):
    """The disk did not take a job: why, and what was said in all that now waits."""

    error: NotWritten
    typed: tuple[str, ...]


def _nothing(_: object = None) -> None:
    """Do nothing: what the queue held, and whom nobody is told of."""


class StoreWorker:
    """Runs jobs one by one in a thread, and looks for other processes' changes between them.

    refresh: catches up with the store; called in the thread every `POLL` seconds when idle.
    on_changed, on_held, on_trouble: called in the event loop; the last where `refresh`, or
        something light, failed: once, however often it goes on failing.
    """

    def __init__(
        self,
        refresh: Callable[[], Changed | None],
        *,
        on_changed: Callable[[Changed], object],
        on_held: Callable[[Held | None], object],
        on_trouble: Callable[[Exception], object],
    ) -> None:
        self._refresh = refresh
        self._on_changed = on_changed
        self._on_held = on_held
        self._on_trouble = on_trouble
        self._jobs: queue.SimpleQueue[Job | Callable[[], object] | None] = queue.SimpleQueue()
        self._held: deque[Job] = deque()
        self._error: NotWritten | None = None
        self._trouble = ""
        self._watch: Callable[[], object] | None = None
        self._every = POLL
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)

    def start(self) -> None:
        """Start working; call it in the event loop that shall hear of the results."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def submit(
        self,
        run: Callable[[], Result],
        *,
        typed: Typed = "",
        told: Callable[[asyncio.Future[Result]], object] = _nothing,
    ) -> asyncio.Future[Result]:
        """Queue a job; the future has its result, or the error it raised.

        told: called with the future as soon as it is done; its own callbacks come a turn later.
        """
        future: asyncio.Future[Result] = self._loop.create_future()
        # An error is always told by a message; nobody may be there any more to await it.
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._jobs.put(Job(run, typed, future, told))
        return future

    def aside(self, run: Callable[[], object]) -> None:
        """Queue something light that nobody waits for and that is never held, such as a draft."""
        self._jobs.put(run)

    def watch(
        self,
        look: Callable[[], Result | None],
        tell: Callable[[Result], object],
        *,
        every: float = WATCH,
    ) -> None:
        """Look at something light again and again, and tell in the event loop what was found.

        look: called in the thread every so many seconds when idle; None where nothing is new.
        A second watch takes the place of the first.
        """

        def looked() -> None:
            found = look()
            if found is not None:
                self._tell(tell, found)

        self._watch, self._every = looked, every

    def watch_no_more(self) -> None:
        """Look at nothing but the store again."""
        self._watch, self._every = None, POLL

    def retry(self) -> None:
        """Try again what is held, in order."""
        self._jobs.put(self._try_held)

    def take_out(self) -> asyncio.Future[tuple[str, ...]]:
        """Give up what is held, and return what was typed in it."""
        future: asyncio.Future[tuple[str, ...]] = self._loop.create_future()
        self._jobs.put(lambda: self._tell(_settle, future, self._give_up()))
        return future

    def stop(self) -> tuple[str, ...]:
        """Do all that was asked for, end the thread, and return what could not be written."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()
        return _texts(self._held)

    # -- in the thread

    def _work(self) -> None:
        looked = watched = time.monotonic()
        while True:
            try:
                job = self._jobs.get(timeout=self._every)
            except queue.Empty:
                job = _nothing
            # Also between jobs: a hand that never rests must not hide what others write.
            if job is not None and time.monotonic() - looked >= POLL:
                self._light(self._look)
                looked = time.monotonic()
            watch = self._watch
            if job is not None and watch and time.monotonic() - watched >= self._every:
                self._light(watch)
                watched = time.monotonic()
            match job:
                case None:
                    if self._held:
                        self._try_held()
                    return
                case Job() if self._held:
                    self._held.append(job)
                    self._tell_held()
                case Job():
                    self._do(job)
                case order:
                    self._light(order)

    def _light(self, order: Callable[[], object]) -> None:
        """Do something that nobody waits for. What goes wrong is told, and the thread goes on."""
        try:
            order()
        except Exception as error:  # noqa: BLE001 - it goes to the one place that shows it
            if self._trouble != repr(error):
                self._trouble = repr(error)
                self._tell(self._on_trouble, error)

    def _do(self, job: Job) -> bool:
        try:
            result = job.run()
        except NotWritten as error:
            self._held.appendleft(job)
            self._error = error
            self._tell_held()
            return False
        except OkrError as error:
            self._tell(_end, job, _fail, error)
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is awaited
            self._tell(_end, job, _fail, error)
        else:
            self._tell(_end, job, _settle, result)
        return True

    def _try_held(self) -> None:
        while self._held:
            if not self._do(self._held.popleft()):
                return
        self._error = None
        self._tell_held()

    def _give_up(self) -> tuple[str, ...]:
        texts = _texts(self._held)
        given_up, self._held = tuple(self._held), deque()
        error, self._error = self._error, None
        for job in given_up:
            self._tell(_end, job, _fail, error)
        self._tell_held()
        return texts

    def _look(self) -> None:
        changed = self._refresh()
        self._trouble = ""
        if changed:
            self._tell(self._on_changed, changed)

    def _tell_held(self) -> None:
        held = Held(self._error, _texts(self._held)) if self._error and self._held else None
        self._tell(self._on_held, held)

    def _tell(self, what: Callable[..., object], *values: Any) -> None:
        try:
            self._loop.call_soon_threadsafe(what, *values)
        except RuntimeError:
            # The loop has ended: nobody is there to hear it, `stop` tells what was not written.
            return


def _texts(jobs: Iterable[Job]) -> tuple[str, ...]:
    return tuple(filter(None, (job.text for job in jobs)))


def _end(job: Job, how: Callable[[asyncio.Future[Any], Any], None], with_: object) -> None:
    how(job.future, with_)
    job.told(job.future)


def _settle(future: asyncio.Future[Any], result: Any) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[Any], error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)
