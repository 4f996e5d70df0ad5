"""What admins are owed is handed over once, whenever the process ends, to those who administer at that moment."""

import asyncio

import pytest

from bot.delivery.errors import Later
from bot.group_settings import Strictness
from bot.groups.speaking import Groups
from bot.store.trial_rows import TrialPost
from bot.trial.places import Place, post_link
from bot.trial.rendering import A_DAY
from bot.trial.running import LASTS, Trials
from bot.trial.showing import Showing
from bot.trial.telling import PATIENCE, POST, REPORT, Telling
from bot.words import words
from tests.bot.memory_outbox import MemoryOutbox

CHAT, OTHER = -1001000004001, -1001000004002
OLGA, BOB = 71, 72
DAY = 24 * 3600.0
T0 = 1_800_000_000.0  # 08:00 of a day, UTC
CLAIM = "harbour-bridge-closes"
SAY = words("en").say
STRICT, NORMAL, OPEN = Strictness


class Towns:
    """What Telegram says of groups and of who administers them."""

    def __init__(self):
        self.standings = {}

    async def standing(self, chat_id, user_id):
        return self.standings.get((chat_id, user_id), "admin")

    async def place(self, chat_id):
        return Place("Neighbours", "harbour_talk" if chat_id == OTHER else "")


class Town:
    """Two groups on trial, and the time."""

    def __init__(self, room):
        self.room, self.records, self.now, self.woken = room, room.records.trials, T0, 0
        self.towns = Towns()
        self.groups = Groups(room.records.groups, room.checker, now=lambda: self.now)
        self.trials = Trials(self.records, self.groups, on_news=self._wake, now=lambda: self.now)
        self.use(room.outbox)

    def use(self, outbox):
        """Go on with another outbox, as after a restart."""
        self.outbox = outbox
        showing = Showing(self.trials, self.groups, self.room.checker, self.room.languages, self.towns)
        self.telling = Telling(self.records, showing, outbox, self.towns, now=lambda: self.now)

    async def begin(self, chat_id=CHAT, admin_id=OLGA, language="en"):
        await self.room.records.groups.enter(chat_id, may_write=True)
        return await self.trials.start(await self.groups.group(chat_id), admin_id, language)

    async def comes(self, trial, *message_ids, level=STRICT):
        """Posts come that would have been answered."""
        for message_id in message_ids:
            levels = frozenset({OPEN} if level is OPEN else Strictness)
            await self.records.keep(
                TrialPost(trial.id, trial.chat_id, message_id, CLAIM, "asserts", "exact", "en", level, levels, self.now)
            )

    async def told(self):
        """What goes out after one pass, as (admin, kind)."""
        await self.telling.tell()
        return [(notice.chat_id, notice.kind) for notice, _ in await self.outbox.deliver()]

    def _wake(self):
        self.woken += 1


@pytest.fixture
def town(newsroom):
    return Town(newsroom)


async def test_each_post_is_told_once(town):
    """Two passes, one message, with the post attached."""
    trial = await town.begin()
    await town.comes(trial, 5)
    first, second = await town.told(), await town.told()

    assert (first, second) == ([(OLGA, POST)], [])
    [(notice, reply)] = town.outbox.sent
    assert (notice.payload["to"], notice.payload["elsewhere"]) == (5, CHAT)
    assert "The city says" in reply.text


async def test_a_pass_that_was_cut_off_is_done_again(town):
    """The process ends after the messages were handed over, before that was noted: nobody gets them twice."""
    trial = await town.begin()
    await town.comes(trial, 5, 6)
    owed = await town.records.owed(10)
    await town.telling.tell()
    await town.outbox.deliver()
    await town.records._set_posts([post.id for _, post in owed], state="owed", told_at=None)

    assert await town.told() == []


async def test_two_workers_tell_once(town):
    """Should two ever do it at the same time, the keys keep each message single, and the day's number holds."""
    trial = await town.begin()
    await town.comes(trial, *range(1, A_DAY + 3))
    other = Telling(town.records, town.telling._showing, town.outbox, town.towns, now=lambda: town.now)

    await asyncio.gather(town.telling.tell(), other.tell())

    assert len(await town.outbox.deliver()) == A_DAY


async def test_a_pass_that_could_not_begin_is_done_later(town):
    """The outbox is away: everything stays owed."""
    trial = await town.begin()
    await town.comes(trial, 5)
    town.use(MemoryOutbox(fails_after=0))
    with pytest.raises(ConnectionError):
        await town.telling.tell()
    town.use(MemoryOutbox())

    assert await town.told() == [(OLGA, POST)]


async def test_a_day_has_so_many_messages_over_all_groups(town):
    """The last one says that it is the last; the next day goes on; what was held stays counted."""
    first, second = await town.begin(), await town.begin(OTHER)
    others = await town.begin(-1001000004003, BOB)
    await town.comes(first, *range(1, A_DAY))
    await town.comes(second, 1, 2, 3)
    await town.comes(others, 1)
    today = await town.told()
    last = [notice.chat_id for notice, reply in town.outbox.sent if SAY("trial-last-today", most=A_DAY) in reply.text]
    town.now += DAY
    await town.comes(second, 4)
    tomorrow = await town.told()

    assert (today.count((OLGA, POST)), today.count((BOB, POST)), last) == (A_DAY, 1, [OLGA])
    assert tomorrow == [(OLGA, POST)]
    told = await town.trials.report(await town.groups.group(OTHER), await town.records.trial(second.id))
    assert (told.tallies[STRICT].replies, told.held) == (4, 2)


@pytest.mark.parametrize("kind", [POST, REPORT])
async def test_who_administers_no_more_is_told_nothing(town, kind):
    """Whoever was demoted since hears nothing of the group, neither posts nor the report."""
    trial = await town.begin()
    await town.comes(trial, 5)
    if kind == REPORT:
        town.now += LASTS
    town.towns.standings[CHAT, OLGA] = "other"

    assert await town.told() == []


async def test_an_unknown_standing_is_asked_again_for_a_day(town):
    """No answer is never a yes: the message waits, and is given up when it is a day old."""
    trial = await town.begin()
    await town.comes(trial, 5)
    town.towns.standings[CHAT, OLGA] = "unknown"
    with pytest.raises(Later):
        await town.told()
    town.now += PATIENCE

    assert await town.outbox.deliver() == []


async def test_time_ends_a_trial_with_a_report(town):
    """A week later the admin is told how it went, once, and the group is spoken to again."""
    trial = await town.begin(language="uk")
    await town.comes(trial, 5)
    await town.told()
    town.now += LASTS - 1
    before = await town.told()
    town.now += 1
    report, nothing = await town.told(), await town.told()

    assert (before, report, nothing) == ([], [(OLGA, REPORT)], [])
    assert await town.records.owing_report() == []
    say = words("uk").say
    text = town.outbox.sent[-1][1].text
    assert text.startswith(say("trial-report-title-of", title="Neighbours"))
    assert say("trial-report-level", level="суворо", replies=1, good=0, bad=0) in text
    assert (await town.groups.group(CHAT)).trial is None


async def test_a_report_proposes_what_the_judgements_say(town):
    """The proposal follows the admin's opinions; its button takes that level."""
    trial = await town.begin()
    await town.comes(trial, 1, 2)
    await town.comes(trial, 3, level=OPEN)
    for _, post in await town.records.owed(10):
        await town.trials.judge(post, "bad" if post.level is OPEN else "good")
    await town.trials.end(await town.groups.group(CHAT))
    await town.told()

    reply = town.outbox.sent[-1][1]
    assert SAY("trial-proposal", level="normal") in reply.text
    assert reply.buttons[0][0].action == f"t:{CHAT}:normal"
    assert (town.woken, SAY("trial-is-over") in reply.text) == (1, True)


@pytest.mark.parametrize(("by", "reported"), [(OLGA, []), (BOB, [(OLGA, REPORT)])])
async def test_taking_a_proposal_ends_the_trial(town, by, reported):
    """The strictness is set; who started the trial hears of its end unless they did it themselves."""
    await town.begin()
    group = await town.trials.take(await town.groups.group(CHAT), OPEN, by=by)

    assert (group.settings.strictness, group.trial) == (OPEN, None)
    assert await town.told() == reported


async def test_what_is_left_when_a_trial_ends_is_only_counted(town):
    """Somebody ended it while a message waited: only the report comes."""
    trial = await town.begin()
    await town.comes(trial, 5)
    await town.telling.tell()
    await town.comes(trial, 6)
    await town.trials.end(await town.groups.group(CHAT))

    assert await town.told() == [(OLGA, REPORT)]
    assert SAY("trial-report-held", number=1) in town.outbox.sent[-1][1].text


async def test_starting_twice_is_starting_once(town):
    """A second press, by anybody, changes nothing; only “again” begins anew."""
    trial = await town.begin()
    group = await town.groups.group(CHAT)
    second = await town.trials.start(group, BOB, "en")
    again = await town.trials.start(group, BOB, "en", again=True)

    assert (second.id, second.admin_id) == (trial.id, OLGA)
    assert again.id != trial.id
    assert (await town.groups.group(CHAT)).trial.trial_id == again.id


async def test_a_claim_that_was_withdrawn_is_not_told(town):
    """Nothing is shown that readers would not be shown."""
    trial = await town.begin()
    await town.records.keep(
        TrialPost(trial.id, CHAT, 5, "no-such-claim", "asserts", "exact", "en", STRICT, frozenset({STRICT}), T0)
    )

    assert await town.told() == []


@pytest.mark.parametrize(
    ("chat_id", "name", "link"),
    [
        (-1001234567890, "", "https://t.me/c/1234567890/7"),
        (-1001234567890, "harbour_talk", "https://t.me/harbour_talk/7"),
        (-4001, "", None),
        (-4001, "harbour_talk", None),
    ],
)
def test_a_post_has_a_link_where_telegram_gives_one(chat_id, name, link):
    """Supergroups have one for their members, public ones for everybody, basic groups none."""
    assert post_link(chat_id, 7, name) == link
