"""What moderators do with claims; knows neither Telegram nor words for people."""

from bot.curation.curator import Curator
from bot.curation.errors import Frozen, Refused, WrongState
from bot.curation.values import (
    Alert,
    Change,
    ChangedSince,
    Conflict,
    Explained,
    Found,
    HistoryEntry,
    IdTaken,
    Imported,
    Kind,
    NothingToUndo,
    Preview,
    SimilarClaim,
    Stats,
    TrayEntry,
    Undone,
    Who,
)

__all__ = [
    "Alert",
    "Change",
    "ChangedSince",
    "Conflict",
    "Curator",
    "Explained",
    "Found",
    "Frozen",
    "HistoryEntry",
    "IdTaken",
    "Imported",
    "Kind",
    "NothingToUndo",
    "Preview",
    "Refused",
    "SimilarClaim",
    "Stats",
    "TrayEntry",
    "Undone",
    "Who",
    "WrongState",
]
