"""Keys that stand for readers where a record needs one and a name or number would tell too much."""

import hmac
import secrets

from sqlalchemy import Select, select
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.rows import insert_new
from bot.store.schema import install
from claims_db.store.database import writing

_NAME = "reader_key"
FINDINGS_KEY = "findings_key"
"""Name of the secret under which findings are cached; a database that was put back gets a new one."""
_BYTES = 32


class ReaderKeys:
    """Turns user ids into keys with the secret of this installation: the same id, the same key, and no way back."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def of(self, user_id: int) -> str:
        """The key of a reader: 32 hex digits."""
        return hmac.digest(self._secret, str(user_id).encode(), "sha256").hex()[:32]


async def load_reader_keys(engine: AsyncEngine) -> ReaderKeys:
    """The keys of this installation, whose secret goes with its records wherever they are moved.

    Raises:
        StoreUnavailable: the database can't be used.
    """
    return ReaderKeys(await load_secret(engine, _NAME))


async def load_secret(engine: AsyncEngine, name: str) -> bytes:
    """The secret called `name`, made at the first call and kept in the database.

    Raises:
        StoreUnavailable: the database can't be used.
    """
    async with writing(engine) as connection:
        await insert_new(connection, install, [{"name": name, "value": secrets.token_bytes(_BYTES)}])
        return (await connection.execute(_secret(name))).scalar_one()


def keys_in(connection: Connection) -> ReaderKeys | None:
    """The keys of the installation whose records a database holds; None where it has made none yet."""
    secret = connection.execute(_secret(_NAME)).scalar()
    return None if secret is None else ReaderKeys(secret)


def _secret(name: str) -> Select[bytes]:
    return select(install.c.value).where(install.c.name == name)
