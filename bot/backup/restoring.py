"""A backup -> a database of either kind, all of it or nothing."""

from pathlib import Path

from sqlalchemy.engine import make_url

from bot.backup.archive import Archive, Manifest, reading_archive
from bot.backup.errors import DamagedBackup, NewerBackup
from bot.backup.into_file import restore_file
from bot.backup.into_server import restore_server
from bot.backup.tables import PACKAGES, names
from claims_db.store.database import open_engine
from claims_db.store.migrating import revisions


async def restore(path: Path, database_url: str, *, data_dir: Path, replace: bool = False) -> Manifest:
    """Put the backup at `path` into the database; `replace`: in the place of what is there.

    Readers who were forgotten since the backup was made stay forgotten, as far as the database that is replaced
    knows of them.

    Raises:
        BackupError: the file is none that can be put back, or the database is in use and `replace` is not given.
        StoreLocked: a bot runs on the database. StoreUnavailable: the database can't be used.
    """
    with reading_archive(path) as archive:
        _refuse_unknown(archive)
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            await restore_file(archive, Path(url.database or ""), data_dir=data_dir, replace=replace)
        else:
            engine = open_engine(database_url)
            try:
                await restore_server(archive, engine, replace=replace)
            finally:
                await engine.dispose()
        return archive.manifest


def _refuse_unknown(archive: Archive) -> None:
    manifest = archive.manifest
    if set(manifest.revisions) != set(PACKAGES):
        raise DamagedBackup(archive.path, "its revisions")
    known = all(revision in revisions(package) for package, revision in manifest.revisions.items())
    if not known or not manifest.tables.keys() <= names():
        raise NewerBackup(archive.path)
