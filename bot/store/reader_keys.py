"""Keys that stand for readers where a record needs one and a name or number would tell too much."""

import hashlib
import hmac
import secrets

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.rows import insert_new
from bot.store.schema import install
from claims_db.store.database import writing

_NAME = "reader_key"
_BYTES = 32


class ReaderKeys:
    """Turns user ids into keys with the secret of this installation: the same id, the same key, and no way back."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def of(self, user_id: int) -> str:
        """The key of a reader: 32 hex digits."""
        return hmac.new(self._secret, str(user_id).encode(), hashlib.sha256).hexdigest()[:32]


async def load_reader_keys(engine: AsyncEngine) -> ReaderKeys:
    """The keys of this installation; its secret is made at the first call and kept in the database.

    Raises:
        StoreUnavailable: the database can't be used.
    """
    query = select(install.c.value).where(install.c.name == _NAME)
    async with writing(engine) as connection:
        await insert_new(connection, install, [{"name": _NAME, "value": secrets.token_bytes(_BYTES)}])
        return ReaderKeys((await connection.execute(query)).scalar_one())
