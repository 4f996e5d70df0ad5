"""What becomes of notices that Telegram refuses: one is given up alone, all only where a chat shut the bot out."""

import asyncio

import httpx
import pytest
from structlog.testing import capture_logs

from bot.asking.notices import Notice
from bot.asking.outbox import DatabaseOutbox
from bot.reply import Reply
from claims_db.errors import StoreUnavailable
from tests.bot.delivery.scripted import done, network_error, refused
from tests.bot.delivery.sending import GROUP, PERSON, sender_to

KIND = "news"
KICKED = refused(403, "Forbidden: bot was kicked from the supergroup chat")


class Owing:
    """An outbox whose notices say which they are."""

    def __init__(self, records, telegram):
        self.outbox = DatabaseOutbox(records, sender_to(telegram, rate=1_000))
        self.outbox.handles(KIND, self._render, on_sent=self._on_sent)
        self.told = []
        self.breaks = set()
        self._records = records
        self._names = 0

    async def owe(self, chat_id, number, *, edits=False, to=None):
        """Owe a chat so many notices."""
        names = [f"{chat_id}/{self._names + one}" for one in range(number)]
        self._names += number
        payload = {} if to is None else {"to": to}
        await self.outbox.add(
            [
                Notice(KIND, chat_id, "bridge", name, {**payload, "name": name}, 100 + at if edits else None)
                for at, name in enumerate(names)
            ]
        )
        return names

    async def send(self, left=0):
        """Send what is owed until `left` are."""
        stop = asyncio.Event()
        running = asyncio.create_task(self.outbox.run(stop))
        try:
            async with asyncio.timeout(60):
                while await self._records.waiting() > left:
                    await asyncio.sleep(0.01)
        finally:
            stop.set()
            await running

    async def _render(self, notice):
        if notice.payload["name"] in self.breaks:
            raise ZeroDivisionError
        return Reply(f"News about the bridge: {notice.payload['name']}")

    async def _on_sent(self, notice, message_id):
        self.told.append((notice.payload["name"], message_id))


def texts(telegram, method="sendMessage"):
    return [call["text"].rpartition(" ")[2] for call in telegram.sent(method)]


@pytest.fixture
def owing(notices, telegram):
    return Owing(notices, telegram)


@pytest.mark.parametrize(
    "trouble",
    [
        refused(400, "Bad Request: TOPIC_CLOSED"),
        refused(400, "Bad Request: not enough rights to send text messages to the chat"),
        network_error(httpx.ReadTimeout),
        (502, b"<html>"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("chat_id", [PERSON, GROUP])
async def test_one_notice_that_is_refused_or_in_doubt_is_given_up_alone(owing, telegram, chat_id, trouble):
    """The others that are owed to its chat go out; the log tells its kind and no words."""
    telegram.script("sendMessage", trouble, done({"message_id": 42}), done({"message_id": 43}))
    first, second, third = await owing.owe(chat_id, 3)

    with capture_logs() as logs:
        await owing.send()

    assert texts(telegram) == [first, second, third]
    assert owing.told == [(second, 42), (third, 43)]
    given_up = [event for event in logs if event["event"] == "notice_given_up"]
    assert given_up == [{"event": "notice_given_up", "log_level": "info", "kind": KIND, "shut_out": False}]
    assert "bridge" not in str(logs)


@pytest.mark.parametrize("refusal", [KICKED, refused(400, "Bad Request: chat not found")], ids=repr)
@pytest.mark.parametrize("edits", [False, True])
async def test_a_chat_that_shut_the_bot_out_is_owed_nothing_more(owing, telegram, refusal, edits):
    """One call tells it, for messages and edits alike; other chats hear what they are owed."""
    method = "editMessageText" if edits else "sendMessage"
    telegram.otherwise = lambda call: refusal if call.parameters["chat_id"] == GROUP else done({"message_id": 42})
    first, *_ = await owing.owe(GROUP, 5, edits=edits)
    others = await owing.owe(PERSON, 2, edits=edits)

    await owing.send()

    assert sorted(texts(telegram, method)) == sorted([first, *others])


async def test_an_edit_of_a_message_that_is_gone_costs_no_other(owing, telegram):
    """Somebody deleted one of the bot's answers; the others are corrected."""
    telegram.script("editMessageText", refused(400, "Bad Request: message to edit not found"))
    names = await owing.owe(GROUP, 3, edits=True)

    await owing.send()

    assert texts(telegram, "editMessageText") == names


async def test_a_notice_in_doubt_that_answers_a_post_is_sent_once_more(notices, telegram):
    """In private twice is better than never, as with any answer; the others do not wait for it."""
    owing = Owing(notices, telegram)
    owing.outbox = DatabaseOutbox(notices, sender_to(telegram, rate=1_000, repeat_after=0.1))
    owing.outbox.handles(KIND, owing._render, on_sent=owing._on_sent)
    telegram.script("sendMessage", network_error(httpx.ReadTimeout))
    (first,) = await owing.owe(PERSON, 1, to=5)
    (second,) = await owing.owe(PERSON, 1)

    await owing.send()

    assert texts(telegram) == [first, second, first]
    assert sorted(name for name, _ in owing.told) == sorted([first, second])


async def test_a_notice_that_cannot_be_put_into_words_keeps_no_other_back(owing, telegram):
    """It is tried again after a while, as the fault may be mended by then."""
    broken, whole = await owing.owe(PERSON, 2)
    owing.breaks.add(broken)

    with capture_logs() as logs:
        await owing.send(left=1)

    assert texts(telegram) == [whole]
    assert [event["error"] for event in logs if event["event"] == "notice_failed"] == ["ZeroDivisionError"]


async def test_notices_of_a_kind_that_nobody_handles_any_more_are_let_go(owing, telegram):
    """A newer release may know fewer kinds than the one that owed them."""
    await owing.outbox.add([Notice("horoscope", PERSON, "bridge", "horoscope:1")])
    (name,) = await owing.owe(PERSON, 1)

    await owing.send()

    assert texts(telegram) == [name]


async def test_a_stop_leaves_what_was_not_begun_owed(owing, telegram, notices):
    """The next start sends it; nothing is counted as tried."""
    await owing.owe(PERSON, 3)
    stop = asyncio.Event()

    def stopped(_call):
        stop.set()
        return done({"message_id": 42})

    telegram.script("sendMessage", stopped)
    await asyncio.wait_for(owing.outbox.run(stop), 30)
    left = await notices.take(10)

    assert len(telegram.sent()) == 1
    assert [one.tries for one in left] == [1, 1]


async def test_a_notice_that_is_out_is_not_sent_again_whatever_fails_after_it(owing, telegram):
    """Who is to remember what was told breaks: once is better than twice, and the others go out."""

    async def breaks(notice, message_id):
        owing.told.append((notice.payload["name"], message_id))
        raise ZeroDivisionError

    owing.outbox.handles(KIND, owing._render, on_sent=breaks)
    names = await owing.owe(PERSON, 2)

    with capture_logs() as logs:
        await owing.send()

    assert texts(telegram) == names
    assert [name for name, _ in owing.told] == names
    assert [event["event"] for event in logs if event["log_level"] == "error"] == ["notice_failed"] * 2


async def test_a_database_that_is_away_only_delays_notices(owing, telegram, notices):
    """At the start and between two portions; the log says so without an error for each."""
    away = ["recover", "take", "take"]

    def failing(name):
        method = getattr(notices, name)

        async def called(*given):
            if name in away:
                away.remove(name)
                raise StoreUnavailable("away")
            return await method(*given)

        return called

    names = await owing.owe(PERSON, 2)
    notices.recover, notices.take = failing("recover"), failing("take")

    with capture_logs() as logs:
        nudging = asyncio.create_task(nudge(owing))
        await owing.send()
        nudging.cancel()

    assert texts(telegram) == names
    assert [event["event"] for event in logs if event["log_level"] == "warning"] == ["outbox_unavailable"] * 2


async def nudge(owing):
    """News again and again, so that nobody waits for the next look."""
    while True:
        await owing.outbox.add([])
        await asyncio.sleep(0.01)


async def test_an_outbox_with_nothing_to_send_rests(owing, notices):
    """It looks now and then for what another process owes, and goes at once when it is told of news."""
    looks, take = [], notices.take

    async def looked(limit):
        looks.append(limit)
        return await take(limit)

    notices.take = looked
    stop = asyncio.Event()
    running = asyncio.create_task(owing.outbox.run(stop))
    await asyncio.sleep(0.3)
    stop.set()
    await running

    assert len(looks) <= 2
