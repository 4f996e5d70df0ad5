"""What admins are shown of a trial, in each language."""

from dataclasses import replace
from datetime import date

import pytest

from bot.checking.answer import Answer, Case, Part
from bot.group_settings import GroupSettings, Strictness
from bot.rendering.answers import Renderer
from bot.rendering.groups import GroupRenderer
from bot.reply import utf16_length
from bot.store.groups import Group, OnTrial
from bot.store.trial_rows import Same, Trial, TrialPost
from bot.trial.places import Place
from bot.trial.proposing import report
from bot.trial.rendering import TrialRenderer
from bot.words import words
from claims_db.model import LANGUAGES, Closeness, Stance
from tests.making import make_claim

CHAT = -1001000001002
OLGA, BOB = 71, 72
T0 = 1_800_000_000.0
DAY = 24 * 3600.0
LONG = "Дуже довга назва групи, яка ніяк не скінчиться, бо в ній усе нові слова " * 3
STRICT, NORMAL, OPEN = Strictness
TRIAL = Trial(4, CHAT, OLGA, "en", T0, T0 + 7 * DAY, None, unreachable=False, looked=12)
ENDED = replace(TRIAL, ended_at=T0 + 7 * DAY)
POST = TrialPost(4, CHAT, 77, "c", "asserts", "exact", "en", NORMAL, frozenset({NORMAL, OPEN}), T0, id=9)


def renderer(language="en"):
    return TrialRenderer(GroupRenderer(Renderer(words(language), date(2026, 6, 1), "allegedly_bot")))


def answer(language="en", **claim):
    """The reply that the group would have got."""
    part = Part(make_claim(**claim), Stance.ASSERTS, (0, 0), Closeness.EXACT)
    return renderer(language).groups.answer(Answer(Case.CLAIM, (part,)), CHAT, quoting=False)


def steps(reply):
    return [button.action.split(":")[2] for row in reply.buttons for button in row if button.action]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_post_shows_the_reply_as_it_would_have_been(language):
    """Word by word and with its links, as a quotation, under the name of the group, with the way to the post."""
    reply = answer(language)

    shown = renderer(language).post(POST, reply, Place("Neighbours"), last=True)

    assert reply.text in shown.text
    [quotation] = [entity for entity in shown.entities if entity.kind == "blockquote"]
    units = shown.text.encode("utf-16-le")
    assert units[2 * quotation.offset :][: 2 * quotation.length].decode("utf-16-le") == reply.text
    links = [entity.url for entity in shown.entities if entity.url]
    assert set(links) == {*(entity.url for entity in reply.entities if entity.url), "https://t.me/c/1000001002/77"}
    assert "Neighbours" in shown.text.splitlines()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_too_long(language):
    """The longest reply and the longest title of a group fit into a message."""
    long = answer(language, statement=LONG, context=dict.fromkeys(LANGUAGES, LONG * 4))
    group = Group(CHAT, known=True)
    told = report([Same(STRICT, frozenset(Strictness), None, True, 10**6)], NORMAL)

    messages = [
        renderer(language).post(POST, long, Place(LONG), last=True),
        renderer(language).report(group, ENDED, told, title=LONG),
        renderer(language).began(group, LONG, T0, sees_posts=False),
        renderer(language).screen(group, ENDED, reader_id=BOB, title=LONG),
    ]

    assert all(utf16_length(message.text) <= 1_500 for message in messages)


@pytest.mark.parametrize(
    ("opinion", "signs"), [(None, ["👍", "👎"]), ("good", ["✓ 👍", "👎"]), ("bad", ["👍", "✓ 👎"])]
)
def test_an_opinion_is_seen_on_its_button(opinion, signs):
    """Whoever comes back to a message sees what they pressed."""
    shown = renderer().post(replace(POST, opinion=opinion), answer(), Place(), last=False)

    assert [button.text for button in shown.buttons[0]] == signs
    assert [button.action for button in shown.buttons[0]] == ["t:9:good", "t:9:bad"]


@pytest.mark.parametrize(
    ("trial", "offered"),
    [(None, ["start", "menu"]), (TRIAL, ["report", "end", "again", "menu"]), (ENDED, ["report", "start", "menu"])],
)
def test_the_screen_offers_what_can_be_done(trial, offered):
    """Nothing is offered that would do nothing."""
    assert steps(renderer().screen(Group(CHAT, known=True), trial, reader_id=OLGA)) == offered


@pytest.mark.parametrize(
    ("trial", "reader_id", "key"),
    [
        (TRIAL, OLGA, "trial-told-you"),
        (TRIAL, BOB, "trial-told-other"),
        (replace(TRIAL, admin_id=None), BOB, "trial-told-nobody"),
        (replace(TRIAL, unreachable=True), BOB, "trial-told-nobody"),
    ],
)
def test_the_screen_says_who_is_told(trial, reader_id, key):
    """Without naming anybody."""
    assert words("en").say(key) in renderer().screen(Group(CHAT, known=True), trial, reader_id=reader_id).text


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        (GroupSettings(), "trial-speaks-now"),
        (GroupSettings(quiet=True), "trial-quiet-now"),
        (GroupSettings().with_choice("look", "asked"), "trial-quiet-now"),
    ],
)
def test_a_report_says_what_comes_next(settings, key):
    """When the trial is over the bot speaks as it is set, and where that is not at all, so it says."""
    shown = renderer().report(Group(CHAT, settings, known=True), ENDED, report([], NORMAL))

    assert words("en").say(key, level="normal") in shown.text
    assert steps(shown) == ["normal", "menu"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_name_the_end_of_a_trial(language):
    """In the menu one sees at a glance why the bot is silent."""
    group = Group(CHAT, known=True, trial=OnTrial(4, T0 + 7 * DAY))

    menu = renderer(language).groups.settings(group, in_group=True)

    assert words(language).say("trial-until", date=words(language).date(date(2027, 1, 22))) in menu.text
