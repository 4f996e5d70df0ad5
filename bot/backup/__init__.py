"""Backups: everything that has to last, from either kind of database into one file and back into either."""

from bot.backup.archive import Manifest
from bot.backup.dumping import back_up
from bot.backup.errors import BackupError, DamagedBackup, NewerBackup, NotEmpty, StillWaiting
from bot.backup.restoring import restore

__all__ = [
    "BackupError",
    "DamagedBackup",
    "Manifest",
    "NewerBackup",
    "NotEmpty",
    "StillWaiting",
    "back_up",
    "restore",
]
