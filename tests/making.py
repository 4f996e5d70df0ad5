"""Values for tests: each maker gives a good one, and a test names only what it is about."""

from datetime import date
from typing import Any

from bot.incoming import Incoming
from claims_db.model import Claim, Phrasing, Rating, Source


def make_source(**changes: Any) -> Source:
    """A well-formed source."""
    good: dict[str, Any] = {
        "publisher": "Example News",
        "title": "Harbour bridge stays open",
        "url": "https://example.org/bridge",
        "date": "2026-05-04",
        "supports": "The city's statement",
        "verified": "seen",
    }
    return Source(**good | changes)


def make_claim(**changes: Any) -> Claim:
    """A published claim with everything a reader can be shown, in three languages."""
    good: dict[str, Any] = {
        "id": "harbour-bridge-closes",
        "statement": "The harbour bridge closes for good in June 2026.",
        "statement_in": {
            "uk": "Портовий міст назавжди закривають у червні 2026 року.",
            "ru": "Портовый мост навсегда закрывают в июне 2026 года.",
        },
        "appears": "Local channels, May 2026",
        "phrasings": (
            Phrasing("they are shutting the harbour bridge forever", "en"),
            Phrasing("портовий міст закриють назавжди", "uk"),
            Phrasing("портовый мост закроют навсегда", "ru"),
        ),
        "near_misses": ("the harbour bridge was closed for an hour after an accident",),
        "rating": Rating.FALSE,
        "context": {
            "en": "The city says that the bridge is repaired at night and stays open. No closure was decided.",
            "uk": "Місто повідомляє, що міст ремонтують уночі і він відкритий. Рішення про закриття не було.",
            "ru": "Город сообщает, что мост ремонтируют ночью и он открыт. Решения о закрытии не было.",
        },
        "sources": (
            make_source(),
            make_source(publisher="City council", title="Night works", url="https://example.net/works", date="2026-04"),
        ),
        "date_checked": date(2026, 5, 6),
        "evidence_until": "2026-05-04",
    }
    return Claim(**good | changes)


def make_post(text: str = "They are shutting the harbour bridge forever", **changes: Any) -> Incoming:
    """A post written in private by somebody whose Telegram is in English."""
    good: dict[str, Any] = {
        "chat_id": 7001,
        "message_id": 11,
        "sender_id": 7001,
        "language_code": "en",
        "text": text,
    }
    return Incoming(**good | changes)
