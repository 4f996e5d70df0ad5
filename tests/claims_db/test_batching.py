"""Questions that wait together are answered together, each with its own answer or error."""

from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from itertools import islice
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db.batching import Answers, Batcher

WITHIN = 10.0
"""Seconds that a test waits at most."""


class Doubling:
    """Gives twice each number, at most `most` at a time, the largest first; negative ones are refused."""

    def __init__(self, most: int = 100) -> None:
        self.most = most
        self.batches: list[list[int]] = []

    def __call__(self, waiting: Iterator[int]) -> Answers[int]:
        batch = list(islice(waiting, self.most))
        self.batches.append(batch)
        for place in sorted(range(len(batch)), key=batch.__getitem__, reverse=True):
            yield place, ValueError(batch[place]) if batch[place] < 0 else 2 * batch[place]


class Broken:
    """Answers the first question and then fails."""

    def __call__(self, waiting: Iterator[int]) -> Answers[int]:
        list(waiting)
        yield 0, 1
        raise ValueError("broken")


def test_one_that_is_alone_is_answered_alone():
    """It waits for no other."""
    doubling = Doubling()
    with ThreadPoolExecutor(1) as worker:
        batcher = Batcher(worker, doubling)

        found = [batcher.ask(number).result(WITHIN) for number in (1, 2)]

    assert (found, doubling.batches) == ([2, 4], [[1], [2]])


@given(st.lists(st.tuples(st.integers(-3, 9), st.booleans()), max_size=20), st.integers(1, 5))
def test_each_gets_its_own_answer_whatever_waits_with_it(asked: list[tuple[int, bool]], most: int):
    """Beside questions that are refused or given up, too; none is looked at twice, nor one that was given up."""
    doubling, free = Doubling(most), Event()
    kept = [number for number, given_up in asked if not given_up]
    with ThreadPoolExecutor(1) as worker:
        worker.submit(free.wait, WITHIN)
        batcher = Batcher(worker, doubling)
        answers = [batcher.ask(number) for number, _ in asked]
        for answer, (_, given_up) in zip(answers, asked, strict=True):
            if given_up:
                answer.cancel()
        free.set()

    for answer, (number, given_up) in zip(answers, asked, strict=True):
        if given_up:
            assert answer.cancelled()
        elif number < 0:
            assert isinstance(answer.exception(), ValueError)
        else:
            assert answer.result() == 2 * number
    assert [batch for batch in doubling.batches if batch] == [kept[at : at + most] for at in range(0, len(kept), most)]


def test_what_fails_as_a_whole_leaves_nobody_waiting():
    """Whoever has an answer keeps it; the others learn that there is none."""
    free = Event()
    with ThreadPoolExecutor(1) as worker:
        worker.submit(free.wait, WITHIN)
        batcher = Batcher(worker, Broken())
        answers = [batcher.ask(number) for number in range(3)]
        free.set()

    assert answers[0].result() == 1
    assert [type(answer.exception()) for answer in answers[1:]] == [ValueError, ValueError]


def test_a_worker_that_ends_gives_up_what_waits():
    """Nobody waits for a thread that is gone."""
    free = Event()
    worker = ThreadPoolExecutor(1)
    worker.submit(free.wait, WITHIN)
    answer = Batcher(worker, Doubling()).ask(1)

    worker.shutdown(wait=False, cancel_futures=True)
    free.set()

    with pytest.raises(CancelledError):
        answer.result(WITHIN)
