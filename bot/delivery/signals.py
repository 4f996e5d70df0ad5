"""SIGTERM and SIGINT ask the program to stop: the first one counts, later ones change nothing."""

import asyncio
import signal
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set `stop` at the first signal; from then on signals are ignored, until the process has ended.

    Call it in the main thread, inside the running event loop. asyncio's own handlers are not used: they are taken
    back while the loop closes, and a second signal would kill the process then.
    """
    loop = asyncio.get_running_loop()

    def _on_signal(_number: int, _frame: FrameType | None) -> None:
        ignore_signals()
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)

    for number in _SIGNALS:
        signal.signal(number, _on_signal)


def ignore_signals() -> None:
    """From now on nothing interrupts the way out; ignoring is what survives even the interpreter's own clean-up."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
