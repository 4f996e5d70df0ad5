"""What a trial has shown, and how strict the bot should be after it. Pure.

The levels lie inside each other: what is told at a strict one is told at the more open ones too. So an opinion on a
reply speaks for or against the strictest level at which it would be given, and every more open one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.group_settings import Strictness
from bot.store.trial_rows import Same

WEIGHT = 4
"""Good replies that make up for a bad one: what disturbs a group costs more than what helps it brings."""
Reason = Literal["unjudged", "disturbs", "equal", "best"]
"""Why a level is proposed: nothing was judged, even the best does harm, others are as good, or it is the best."""
_BY_OPENNESS = (Strictness.STRICT, Strictness.NORMAL, Strictness.OPEN)


@dataclass(frozen=True, slots=True)
class Tally:
    """Replies that would have been given at one level, and what was thought of them."""

    replies: int = 0
    good: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a trial has shown: a tally of each level, strictest first, and the level it speaks for, with the reason.

    `unjudged`: replies that were told and not judged; `held`: those that were only counted.
    """

    tallies: Mapping[Strictness, Tally]
    proposed: Strictness
    reason: Reason
    unjudged: int
    held: int


def report(posts: Iterable[Same], present: Strictness) -> Report:
    """What the posts of a trial say, in a group whose strictness is `present`."""
    posts = list(posts)
    told = [same for same in posts if not same.held]
    opinions = _opinions(posts)
    proposed = propose(opinions, present)
    return Report(
        {level: _tally(posts, level) for level in _BY_OPENNESS},
        proposed,
        _reason(opinions, proposed),
        sum(same.number for same in told if same.opinion is None),
        sum(same.number for same in posts if same.held),
    )


def propose(opinions: Mapping[Strictness, tuple[int, int]], present: Strictness) -> Strictness:
    """The level with the most good replies, where a bad one takes back four.

    `opinions`: how many replies were found good and bad, by the strictest level at which each would be given. Where
    levels are as good as each other the present one stays, else the nearest to it, else the stricter. Another good
    reply never makes the proposal stricter, another bad one never more open.
    """
    worth = _worth(opinions)
    here = _BY_OPENNESS.index(present)
    return min(
        _BY_OPENNESS,
        key=lambda level: (-worth[level], abs(_BY_OPENNESS.index(level) - here), _BY_OPENNESS.index(level)),
    )


def _worth(opinions: Mapping[Strictness, tuple[int, int]]) -> dict[Strictness, int]:
    """What each level would have brought: its good replies, less four for each bad one."""
    worth, so_far = {}, 0
    for level in _BY_OPENNESS:
        good, bad = opinions.get(level, (0, 0))
        so_far += good - WEIGHT * bad
        worth[level] = so_far
    return worth


def _reason(opinions: Mapping[Strictness, tuple[int, int]], proposed: Strictness) -> Reason:
    if not any(good or bad for good, bad in opinions.values()):
        return "unjudged"
    worth = _worth(opinions)
    if worth[proposed] < 0:
        return "disturbs"
    return "best" if list(worth.values()).count(worth[proposed]) == 1 else "equal"


def _opinions(posts: Iterable[Same]) -> dict[Strictness, tuple[int, int]]:
    found: dict[Strictness, tuple[int, int]] = {}
    for same in posts:
        good, bad = found.get(same.level, (0, 0))
        good += same.number if same.opinion == "good" else 0
        bad += same.number if same.opinion == "bad" else 0
        found[same.level] = good, bad
    return found


def _tally(posts: Iterable[Same], level: Strictness) -> Tally:
    mine = [same for same in posts if level in same.levels]
    good, bad = (sum(same.number for same in mine if same.opinion == opinion) for opinion in ("good", "bad"))
    return Tally(sum(same.number for same in mine), good, bad)
