"""Files are fetched within bounds, from below the address of files only, and without telling where that is."""

import pytest
from structlog.testing import capture_logs
from telegram import Bot

from bot.delivery.errors import Later
from bot.delivery.files import MAX_BYTES, Files
from bot.emulator import EmulatedRequest, Fault
from tests.bot.delivery.scripted import TOKEN, done


@pytest.fixture
def files(api):
    request = EmulatedRequest(api)
    return Files(Bot(api.token, base_url="http://t/bot", base_file_url="http://t/file/bot", request=request))


def file_id(api, content):
    return api.person().document("claims.yaml", content).raw["document"]["file_id"]


async def test_a_file_comes_as_it_was_sent(api, files):
    """Byte for byte."""
    assert await files.fetch(file_id(api, b"\x00\xff claims")) == b"\x00\xff claims"


async def test_a_file_that_telegram_does_not_give_is_none(api, files):
    """Unknown, or larger than bots may fetch: no file, and no error."""
    assert await files.fetch("no-such-file") is None
    assert await files.fetch(file_id(api, bytes(MAX_BYTES + 1))) is None


async def test_an_outage_is_waited_out(api, files):
    """Where Telegram does not answer, the update is handled again later."""
    api.fail(Fault("timeout", "getFile", times=1))

    with pytest.raises(Later):
        await files.fetch(file_id(api, b"claims"))


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret", "a/../../b", "http://10.0.0.1/x", "a\\b", "", None, 7])
async def test_a_path_that_leads_elsewhere_is_not_followed(telegram, path):
    """A server can't make the bot read its own disk, or ask another server."""
    telegram.script("getFile", done({"file_id": "f", "file_size": 3, "file_path": path}))
    bot = Bot(TOKEN, request=telegram, get_updates_request=telegram)

    assert await Files(bot).fetch("f") is None
    assert telegram.sent("getFile") == [{"file_id": "f"}]


async def test_no_log_line_holds_the_address(api, files):
    """The address of a file holds the token."""
    with capture_logs() as lines:
        await files.fetch(file_id(api, b"claims"))
        await files.fetch("no-such-file")

    assert api.token not in repr(lines)
