"""Readers who were forgotten since a backup was made are forgotten in what is put back, too.

Their tombstones hold a keyed hash, so each private chat of the backup is hashed with the same key and compared.
"""

from collections.abc import Mapping

from sqlalchemy import Table, delete, insert, inspect, select, update
from sqlalchemy.engine import Connection

from bot.store.ask_tables import answer_claims, ask_entries, asks, forgotten, notices
from bot.store.digest_tables import digests
from bot.store.moderation_tables import dialogues
from bot.store.reader_keys import keys_in
from bot.store.reminder_tables import reminders
from bot.store.schema import answers, inbox, judgements, readers
from bot.store.trial_tables import trials

_BY_KEY = (judgements, asks)
_BY_ID = (
    (readers, "chat_id"),
    (answers, "chat_id"),
    (answer_claims, "chat_id"),
    (inbox, "chat_id"),
    (notices, "chat_id"),
    (reminders, "chat_id"),
    (digests, "chat_id"),
    (dialogues, "user_id"),
    (trials, "admin_id"),  # with the posts that were judged
)
_AT_ONCE = 500


def tombstones(connection: Connection) -> dict[str, float]:
    """Who was forgotten and when, by key; empty where the database knows of nobody."""
    if not inspect(connection).has_table(forgotten.name):
        return {}
    return {row.reader_key: row.at for row in connection.execute(select(forgotten))}


def scrub(connection: Connection, known: Mapping[str, float], *, since: float) -> None:
    """Remove everything about those of `known` who were forgotten after `since`, and keep their tombstones."""
    gone = {key: at for key, at in known.items() if at > since}
    if not gone:
        return
    keys = keys_in(connection)
    for table, column in _BY_ID:
        people = connection.execute(select(table.c[column]).distinct().where(table.c[column] > 0)).scalars()
        _delete(connection, table, column, [person for person in people if keys and keys.of(person) in gone])
    entries = connection.execute(select(asks.c.entry_id).where(asks.c.reader_key.in_(list(gone)))).scalars().all()
    for table in _BY_KEY:
        _delete(connection, table, "reader_key", list(gone))
    for entry_id in entries:
        _leave(connection, entry_id)
    _delete(connection, forgotten, "reader_key", list(gone))
    connection.execute(insert(forgotten), [{"reader_key": key, "at": at} for key, at in gone.items()])


def _leave(connection: Connection, entry_id: int) -> None:
    """One person less asks; an entry that nobody else sent goes."""
    others = connection.execute(select(asks.c.entry_id).where(asks.c.entry_id == entry_id)).first()
    if others:
        less = update(ask_entries).values(demand=ask_entries.c.demand - 1)
        connection.execute(less.where(ask_entries.c.id == entry_id))
    else:
        connection.execute(delete(ask_entries).where(ask_entries.c.id == entry_id))


def _delete(connection: Connection, table: Table, column: str, values: list[object]) -> None:
    for start in range(0, len(values), _AT_ONCE):
        connection.execute(delete(table).where(table.c[column].in_(values[start : start + _AT_ONCE])))
