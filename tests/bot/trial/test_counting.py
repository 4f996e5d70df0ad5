"""What a trial counts for a level is what the bot would have said there at that level."""

import random
from dataclasses import replace

import pytest

from bot.checking.answer import Answer, Case, Part
from bot.group_settings import Strictness
from bot.groups.speaking import Groups
from bot.incoming import ForwardOrigin, Incoming
from bot.trial.looking import Looking
from claims_db.model import Closeness, Stance
from tests.making import make_claim

HOUR = 3600.0
T0 = 1_800_000_000.0
ON_TRIAL = -1001000000100
SPOKEN_TO = {level: -1001000000001 - number for number, level in enumerate(Strictness)}


class Town:
    """A group on trial, and one for each level that the bot speaks in; all are sent the same posts."""

    def __init__(self, records):
        self.records, self.now, self.found = records, T0, {}
        self.groups = Groups(records.groups, self, now=lambda: self.now)
        self.looking = Looking(records.trials, self.groups, on_news=lambda: None)

    async def check(self, post):
        """What is found in a post: what the test has put there."""
        return self.found[post.text]

    async def founded(self):
        for level, chat_id in SPOKEN_TO.items():
            await self.records.groups.change(chat_id, "strictness", level.value, T0)
        await self.records.groups.enter(ON_TRIAL, may_write=True)
        return await self.records.trials.start(ON_TRIAL, 71, "en", now=T0, lasts=7 * 24 * HOUR)

    async def post(self, post):
        """A post comes everywhere: the levels at which it is answered."""
        at, answered = self.now, set()
        for level, chat_id in SPOKEN_TO.items():
            group = await self.groups.group(chat_id)
            answer = await self.groups.unasked(replace(post, chat_id=chat_id), group, at=at, from_channel=False)
            if answer is not None:
                self.groups.said(group, answer, post.message_id, at=at, place=None)
                answered.add(level)
        group = await self.groups.group(ON_TRIAL)
        await self.looking.look(replace(post, chat_id=ON_TRIAL), group, at=at, from_channel=False)
        return answered


def some_post(town, number, chance):
    """A post that says something of one of three claims, in some way, or nothing."""
    text = f"this is the post number {number} of the day"
    claim = make_claim(id=f"claim-{chance.randrange(3)}")
    stance, closeness = chance.choice(list(Stance)), chance.choice(list(Closeness))
    part = Part(claim, stance, (0, 4), closeness, chance.choice([0.8, 0.85, 0.92, 0.97]))
    case = chance.choice([Case.CLAIM, Case.CLAIM, Case.CLAIM, Case.NONE])
    town.found[text] = Answer(case, (part,) if case is Case.CLAIM else (), post=text)
    origin = chance.choice([None, ForwardOrigin("channel")])
    return Incoming(0, number, 7, "en", text, origin=origin, in_group=True)


@pytest.mark.parametrize("seed", range(4))
async def test_each_level_counts_what_it_would_have_said(records, seed):
    """Over two days of posts at any distance, with each level's own cooldown."""
    chance, town = random.Random(seed), Town(records)
    trial = await town.founded()
    said = {level: set() for level in Strictness}
    for number in range(1, 41):
        town.now += chance.choice([60.0, HOUR, 3 * HOUR])
        for level in await town.post(some_post(town, number, chance)):
            said[level].add(number)

    counted = {level: set() for level in Strictness}
    for _, post in await records.trials.owed(100):
        for level in post.levels:
            counted[level].add(post.message_id)
    assert counted == said
    assert (await records.trials.trial(trial.id)).looked == 40
    assert all(said.values())
