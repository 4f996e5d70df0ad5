"""What a post is answered with, whatever stands in it and around it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
import structlog

from bot.cache import MemoryCache
from bot.checking.answer import Case
from bot.checking.checker import Checker
from bot.checking.findings import Findings
from bot.checking.survivors import Survivors
from bot.incoming import ForwardOrigin
from bot.metrics import Metrics
from bot.reply import Entity
from claims_db.live import LiveIndex
from claims_db.matching import batch
from claims_db.model import Rating, State
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine
from tests.claims_db.matching.encoders import ConceptEncoder
from tests.making import make_claim, make_post


@pytest.fixture
async def engine(furnished_sqlite_url) -> AsyncIterator[object]:
    engine = open_engine(furnished_sqlite_url)
    await migrate(engine, package="claims_db.store")
    yield engine
    await engine.dispose()


@pytest.fixture
async def checker(engine) -> AsyncIterator[Checker]:
    """A checker over a base with one claim."""
    store = SqlClaimStore(engine)
    await store.save(make_claim(), by="ann")
    live = LiveIndex(store)
    yield Checker(live, Findings(MemoryCache(), secret=b"secret"), Survivors(store, live))
    await live.close()


async def test_a_repeated_claim_is_answered_with_it(checker):
    """The answer names the claim and where the post makes it."""
    answer = await checker.check(make_post("Listen, all. They are shutting the harbour bridge forever. Bye."))

    assert answer.case is Case.CLAIM
    assert answer.claim_ids == ("harbour-bridge-closes",)
    (part,) = answer.parts
    assert part.span is not None
    assert answer.post[slice(*part.span)].startswith("They are shutting the harbour bridge forever")


async def test_the_second_time_needs_no_matching(checker):
    """An exact repeat of a popular post is answered from what was found the first time."""
    first = await checker.check(make_post())

    again = await checker.check(make_post(message_id=12))

    assert again == first


@pytest.mark.parametrize(
    ("changes", "case"),
    [
        ({"text": "the harbour bridge was closed for an hour after an accident"}, Case.NONE),
        ({"text": "When does the bridge in the harbour open for ships?"}, Case.WEAK),
        ({"text": "We had pancakes with cherries for breakfast"}, Case.NONE),
        ({"text": "Hello there"}, Case.SMALL_TALK),
        ({"text": "#PancakesWithCherriesForBreakfast"}, Case.NONE),
        ({"text": "https://example.org/news/another-harbour"}, Case.LINKS),
        ({"text": "(example.org), really?!"}, Case.LINKS),
        ({"text": "look here", "links": ("https://example.org/news/another-harbour",)}, Case.LINKS),
        ({"text": "t.me/harbour_news/7", "origin": ForwardOrigin("user")}, Case.LINKS),
        ({"text": "They had pancakes with cherries: example.org/menu"}, Case.NONE),
        ({"text": "🔥🔥🔥"}, Case.NO_WORDS),
        ({"text": "", "media": "photo"}, Case.NO_TEXT),
        ({"text": "", "media": "sticker"}, Case.NO_WORDS),
        ({"text": "What is known: the bridge stays open", "own": True}, Case.OWN),
        ({"text": "/retire harbour-bridge-closes They are shutting the harbour bridge forever"}, Case.SMALL_TALK),
    ],
    ids=[
        "near miss",
        "same place",
        "other",
        "greeting",
        "tag",
        "link",
        "doubted link",
        "link behind words",
        "forwarded link",
        "words and a link",
        "emoji",
        "picture",
        "sticker",
        "own",
        "command",
    ],
)
async def test_every_post_has_its_case(checker, changes, case):
    """Nothing is taken for a claim that is none, and nothing is left without an answer."""
    answer = await checker.check(make_post(**changes))

    assert answer.case is case


async def test_a_link_to_a_source_offers_its_claim(checker):
    """A post whose words say nothing is answered by the page it leads to; without the link it is not."""
    post = make_post("Neighbours, look at this please")

    assert (await checker.check(post)).case is Case.NONE
    answer = await checker.check(replace(post, links=("http://www.example.org/bridge/?utm_source=x",)))

    assert answer.case is Case.WEAK
    assert [(part.claim.id, part.linked) for part in answer.parts] == [("harbour-bridge-closes", True)]


async def test_what_differs_reaches_the_answer(checker):
    """The very words with another date are offered with what differs, also when the finding was kept."""
    post = make_post("The harbour bridge closes for good in June 2031.")

    for _ in range(2):
        answer = await checker.check(post)

        assert answer.case is Case.WEAK
        assert [one.said for one in answer.parts[0].differences] == ["June 2031"]


async def test_a_question_under_a_message_is_about_that_message(checker):
    """Who asks "is it true?" in reply to somebody's words gets the answer about those words."""
    answer = await checker.check(make_post("Is it true, folks?", quoted="They are shutting the harbour bridge forever"))

    assert answer.claim_ids == ("harbour-bridge-closes",)
    assert not answer.quotable


async def test_own_words_win_over_quoted_ones(checker):
    """A post that makes a claim itself is answered for that, whatever it replies to."""
    answer = await checker.check(make_post(quoted="We had pancakes with cherries for breakfast"))

    assert answer.claim_ids == ("harbour-bridge-closes",)
    assert answer.quotable


async def test_a_card_shows_only_what_is_published(engine, checker):
    """A draft is nobody's answer, not even by its link."""
    await SqlClaimStore(engine).save(make_claim(id="draft-claim", state=State.DRAFT), by="ann")

    assert (await checker.card("draft-claim")).case is Case.CLAIM_GONE
    assert (await checker.card("harbour-bridge-closes")).claim_ids == ("harbour-bridge-closes",)


async def test_a_link_to_a_merged_claim_opens_the_one_it_became(engine, checker):
    """Old links and shares lead on to the claim that took over."""
    store = SqlClaimStore(engine)
    await store.save(make_claim(id="bridge-shut", state=State.RETIRED, merged_into="harbour-bridge-closes"), by="ann")

    answer = await checker.card("bridge-shut")

    assert answer.claim_ids == ("harbour-bridge-closes",)


async def test_other_candidates_leave_out_the_refused_one(engine, checker):
    """After "not my claim" the neighbours are offered, never the same claim again."""
    other = make_claim(id="harbour-bridge-tolls", statement="The harbour bridge takes a toll.", rating=Rating.TRUE)
    await SqlClaimStore(engine).save(other, by="ann")

    others = await checker.others(make_post("the harbour bridge closes and takes a toll"), "harbour-bridge-closes")

    assert [claim.id for claim in others] == ["harbour-bridge-tolls"]


async def test_a_base_out_of_reach_is_never_nothing_found(checker, tmp_path):
    """When the claims can't be read, the reader is told so; "nothing found" would be a false all-clear."""
    for path in tmp_path.glob("allegedly.sqlite3*"):
        path.write_bytes(b"not a database any more")

    answer = await checker.check(make_post())

    assert answer.case is Case.DEGRADED


@pytest.mark.parametrize("text", ["Привіт", "hi", "bridge"])
async def test_a_single_word_is_no_claim(checker, text):
    """A greeting or a name alone gets a short word back, not a claim that happens to hold it."""
    answer = await checker.check(make_post(text))

    assert answer.case is Case.SMALL_TALK


async def test_what_was_found_in_a_hurry_is_not_kept(engine, monkeypatch):
    """The next reader of the post gets all that can be found, and only that is found once for all; operators see the
    hurry, in the log once a minute.
    """
    monkeypatch.setattr(batch, "PATIENCE", 1e-9)
    store, metrics, text = SqlClaimStore(engine), Metrics(), "кажуть, переправа перекрита"
    await store.save(make_claim(), by="ann")
    live = LiveIndex(store, encoder=(encoder := ConceptEncoder()))
    checker = Checker(live, Findings(MemoryCache(), secret=b"secret"), Survivors(store, live), metrics)

    with structlog.testing.capture_logs() as logs:
        for _ in range(2):
            await checker.check(make_post(text))
        hurried = encoder.encoded.count(text)
        monkeypatch.setattr(batch, "PATIENCE", 1e9)
        await until(lambda: live.encoder_name == encoder.name)  # the claim's own vectors are there
        for _ in range(3):
            await checker.check(make_post(text))
    await live.close()

    assert (hurried, encoder.encoded.count(text)) == (0, 1)
    assert (metrics.figures().hurried, metrics.figures().cache_hits) == (2, 2)
    assert [line["event"] for line in logs] == ["matching_hurried"]


async def until(there):
    """Wait until `there` says yes."""
    async with asyncio.timeout(20):
        while not there():
            await asyncio.sleep(0.01)


async def test_a_bare_link_to_a_page_of_many_claims_offers_them(engine):
    """A page alone does not tell which claim is meant: those that cite it are offered, the last checked first."""
    store = SqlClaimStore(engine)
    page = "https://example.org/faq"
    texts = ("The ferry is free.", "Trams run at night.", "The market has moved.", "Dogs ride for nothing.", "No bus.")
    for day, text in enumerate(texts, 1):
        made = make_claim(id=f"page-{day}", statement=text, statement_in={}, phrasings=(), near_misses=())
        sources = (replace(made.sources[0], url=page if day < 5 else "https://example.org/else"),)
        await store.save(replace(made, sources=sources, date_checked=date(2026, 1, day)), by="ann")
    live = LiveIndex(store)
    checker = Checker(live, Findings(MemoryCache(), secret=b"secret"), Survivors(store, live))
    answers = [
        await checker.check(post)
        for post in (make_post(page), make_post("really?", links=(f"{page}#top",)), make_post("https://example.org/x"))
    ]
    await live.close()

    assert [answer.case for answer in answers] == [Case.LINKS] * 3
    assert [part.claim.id for part in answers[0].beside] == ["page-4", "page-3", "page-2", "page-1"]
    assert answers[1].beside == answers[0].beside
    assert answers[2].beside == answers[0].parts == ()


async def test_the_claims_checked_last_come_first_also_after_a_change(engine, checker):
    """For whoever has typed nothing yet: at most so many, and a new claim among them at once."""
    store = SqlClaimStore(engine)
    for day in (1, 3):
        await store.save(make_claim(id=f"day-{day}", date_checked=date(2027, 1, day)), by="ann")
    before = await checker.newest(2)
    await store.save(make_claim(id="day-2", date_checked=date(2027, 1, 2)), by="ann")
    after = [[claim.id for claim in await checker.newest(limit)] for limit in (2, 3, 2)]

    assert [claim.id for claim in before] == ["day-3", "day-1"]
    assert after == [["day-3", "day-2"], ["day-3", "day-2", "day-1"], ["day-3", "day-2"]]


async def test_the_formats_of_a_post_go_with_its_words_only(checker):
    """A quote of the post must repeat them; the words of a message that it replies to have none of them."""
    formats = (Entity("bold", 0, 4),)
    own = await checker.check(replace(make_post(), formats=formats))
    replied = await checker.check(
        make_post("Is it so?", quoted="They are shutting the harbour bridge forever", formats=formats)
    )

    assert (own.case, own.formats) == (Case.CLAIM, formats)
    assert (replied.case, replied.formats) == (Case.CLAIM, ())
