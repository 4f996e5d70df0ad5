"""python-telegram-bot's application, without its memory of everybody who ever wrote."""

from typing import Any

from telegram.ext import Application

PtbApplication = Application[Any, Any, Any, Any, Any, Any]


class ForgetfulApplication(PtbApplication):
    """Hands updates to their handlers and keeps nothing of them."""

    __slots__ = ()

    def _mark_for_persistence_update(self, *, update: object | None = None, job: object | None = None) -> None:
        """Do nothing.

        The library notes the ids of each chat and person here, for a persistence that this bot does not use; without
        one they are never cleared: memory would grow with every new reader, and hold those who asked to be forgotten.
        """
