"""The first moments of the process, while most of the program is still being read.

Imports nothing that takes time.
"""

import os
import signal

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def hear_signals(*, serving: bool) -> None:
    """Let signals through that `./dev` has held back, and what came meanwhile.

    `serving`: until the bot takes them over (see bot/delivery/signals.py) they end it with status 0, because nothing
    is open yet.
    """
    if serving:
        for number in _SIGNALS:
            signal.signal(number, lambda *_: os._exit(0))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
