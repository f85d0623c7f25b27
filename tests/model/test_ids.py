import os
from datetime import UTC, datetime, timedelta
from threading import Thread

from hypothesis import given, strategies as st

from okrtui.model.ids import IdMaker, is_id, new_id

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
instants = st.integers(-300_000, 1_000_000).map(lambda hours: NOW + timedelta(hours=hours))


@given(st.lists(instants, min_size=2, max_size=20))
def test_ids_of_one_maker_rise_even_when_the_clock_jumps_back(times: list[datetime]) -> None:
    make = IdMaker()
    made = [make(instant) for instant in times]
    assert made == sorted(set(made))
    assert all(is_id(one) for one in made)


def test_ids_of_one_millisecond_keep_their_order() -> None:
    make = IdMaker()
    made = [make(NOW) for _ in range(1000)]
    assert made == sorted(set(made))


def test_ids_of_different_makers_sort_by_time() -> None:
    assert IdMaker()(NOW) < IdMaker()(NOW + timedelta(milliseconds=1))


def test_makers_do_not_meet() -> None:
    assert len({IdMaker()(NOW) for _ in range(1000)}) == 1000


def test_threads_never_get_the_same_id() -> None:
    make, made = IdMaker(), list[str]()
    threads = [
        Thread(target=lambda: made.extend([make(NOW) for _ in range(200)])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 800


def test_an_id_is_told_from_other_words() -> None:
    assert is_id(new_id(NOW))
    for word in ("", "lin/O1/KR2", "0" * 19, "0" * 21, "I" * 20, "u" * 20, "é" * 20):
        assert not is_id(word)


def test_a_forked_process_whose_clock_jumped_back_makes_other_ids() -> None:
    make = IdMaker()
    make(NOW)
    earlier = NOW - timedelta(hours=1)
    reader, writer = os.pipe()
    if not (child := os.fork()):
        os.write(writer, make(earlier).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, 20).decode() != make(earlier)
    os.close(reader)
    os.close(writer)
