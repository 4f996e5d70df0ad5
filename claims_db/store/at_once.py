"""A blocking connection for code that awaits its connection."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect


class AtOnce:
    """The part of an AsyncConnection that short transactions use; what is awaited is there already."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """The kind of database."""
        return self._connection.dialect

    async def execute(self, *arguments: Any) -> Any:  # noqa: ANN401 -- passed through
        """As AsyncConnection.execute."""
        return self._connection.execute(*arguments)

    async def scalar(self, *arguments: Any) -> Any:  # noqa: ANN401 -- passed through
        """As AsyncConnection.scalar."""
        return self._connection.scalar(*arguments)
