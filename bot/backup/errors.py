"""Why there is no backup, or why one is not put back.

BackupError
├── FileUnusable    the file can't be written or read
├── DamagedBackup   it is no backup, or not a whole one
├── NewerBackup     a newer release made it
├── NotEmpty        the database has a bot's records already
└── StillWaiting    the queue has updates that a backup would leave behind
"""

from pathlib import Path


class BackupError(Exception):
    """Base of them all; the text says what to do."""


class FileUnusable(BackupError):
    """The file can't be written or read; `reason` is the system's word for it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} can't be used: {reason}")
        self.reason = reason


class DamagedBackup(BackupError):
    """Not a backup, or not a whole one; nothing of it was put back. `where` is a part of the file."""

    def __init__(self, path: Path, where: str) -> None:
        super().__init__(f"{path} is not a whole backup ({where}); nothing was changed, use another one")
        self.where = where


class NewerBackup(BackupError):
    """A newer release made the file: this one does not know all that is in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was made by a newer release; upgrade this program first")


class NotEmpty(BackupError):
    """The database holds a bot's records, and nobody said that they may go."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} is in use already; add --replace to put the backup in the place of what is there")


class StillWaiting(BackupError):
    """Updates wait in the queue, which is no part of a backup."""

    def __init__(self, updates: int) -> None:
        super().__init__(f"{updates} updates wait in the queue: stop `poll`, let `work` answer them, then stop it, too")
