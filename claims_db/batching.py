"""Questions that wait for a worker thread at the same moment are answered together."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Generic, TypeVar

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")

Answers = Iterator[tuple[int, _Answer | Exception]]
"""Places of questions in the order in which they were taken, each with its answer or what went wrong with it."""


class Batcher(Generic[_Asked, _Answer]):
    """Hands what waits to `answer` in a worker, which takes as much of it as suits it, the first question always.

    `worker` has one thread. A question has its turn no later than if it had been handed to the worker by itself; one
    that is alone waits for no other.
    """

    def __init__(self, worker: Executor, answer: Callable[[Iterator[_Asked]], Answers[_Answer]]) -> None:
        self._worker = worker
        self._answer = answer
        self._waiting: deque[tuple[_Asked, Future[_Answer]]] = deque()

    def ask(self, asked: _Asked) -> "Future[_Answer]":
        """Have a question answered; cancelled before its turn it is not looked at.

        Raises:
            RuntimeError: the worker takes nothing more.
        """
        future: Future[_Answer] = Future()
        self._waiting.append((asked, future))
        turn = self._worker.submit(self._turn)
        turn.add_done_callback(lambda ended: future.cancel() if ended.cancelled() else None)
        return future

    def _turn(self) -> None:
        """Answer what waits, or some of it: every question brings a turn along."""
        taken: list[Future[_Answer]] = []
        try:
            for place, answer in self._answer(self._take(taken)):
                if isinstance(answer, Exception):
                    taken[place].set_exception(answer)
                else:
                    taken[place].set_result(answer)
        except Exception as error:
            for future in taken:
                if not future.done():
                    future.set_exception(error)

    def _take(self, taken: "list[Future[_Answer]]") -> Iterator[_Asked]:
        while self._waiting:
            asked, future = self._waiting.popleft()
            if future.set_running_or_notify_cancel():
                taken.append(future)
                yield asked
