"""Connections of a pool are tried out before they are used again, where there is reason to.

The server may have ended them meanwhile, which shows at the socket, or be gone without a word. To ask it each time, as
SQLAlchemy's own pre-ping does, would double the ways to the server at hundreds of posts a second.
"""

import select
import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import InvalidatePoolError

TRUSTED_FOR = 1.0
"""Seconds after its last use in which a connection is good if the server has not said otherwise."""

_RESTS_SINCE = "allegedly_rests_since"


def try_out_the_rested(engine: Engine) -> None:
    """Watch the pool of `engine`, to PostgreSQL; a broken connection lets all that are as old be opened anew."""
    dialect = engine.dialect

    def put_back(_connection: Any, record: Any) -> None:  # noqa: ANN401 -- the driver's own kind
        record.info[_RESTS_SINCE] = time.monotonic()

    def take_out(connection: Any, record: Any, _proxy: Any) -> None:  # noqa: ANN401
        since = record.info.pop(_RESTS_SINCE, None)
        is_new = since is None
        if is_new or (time.monotonic() - since < TRUSTED_FOR and not _has_news(record.driver_connection)):
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    event.listen(engine, "checkin", put_back)
    event.listen(engine, "checkout", take_out)


def _has_news(connection: Any) -> bool:  # noqa: ANN401
    """Whether the server has sent something unasked, which mostly is that it has ended the connection."""
    if connection.closed:
        return True
    look = select.poll()
    look.register(connection.fileno(), select.POLLIN)
    return bool(look.poll(0))
