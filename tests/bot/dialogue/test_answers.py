"""What is typed in answer to a question becomes what a form would say."""

from bot.claim_form import Form
from bot.dialogue import State, Step, answered, merged, new_claim
from claims_db.model import Phrasing, Rating

URL = "https://example.org/bridge"


def test_the_sentence_leads_to_the_rating():
    """One question a step: the next one follows an answer."""
    state, faults = answered(new_claim(), "The harbour bridge closes for good in June 2026.")

    assert faults == ()
    assert (state.step, state.turn) == (Step.RATING, 1)
    assert (state.form.statement, state.form.language) == ("The harbour bridge closes for good in June 2026.", "en")


def test_a_sentence_may_say_its_language():
    """Where guessing would fail, the language stands before the words."""
    state, _ = answered(new_claim(), "[uk] Telegram 2026")

    assert (state.form.statement, state.form.language) == ("Telegram 2026", "uk")


def test_a_version_in_another_language_is_added():
    """The sentence stays; its version stands beside it."""
    state, _ = answered(State(Step.CLAIM, Form(statement="The bridge closes.", language="en")), "[uk] Міст закривають.")

    assert state.form.statement == "The bridge closes."
    assert state.form.statement_in == {"uk": "Міст закривають."}


def test_a_typed_rating_is_understood():
    """The name of a rating does what its button does."""
    state, _ = answered(State(Step.RATING), "Mostly true")

    assert state.form.rating is Rating.MOSTLY_TRUE


def test_a_misspelt_rating_keeps_the_question():
    """A slip changes nothing and is named, with what was probably meant."""
    before = State(Step.RATING, turn=4)

    state, faults = answered(before, "flase")

    assert state == before
    assert [(fault.code, fault.hint) for fault in faults] == [("unknown_rating", "false")]


def test_sources_may_come_several_at_once():
    """Pasted lines are so many sources, and the question stays for more."""
    text = f"{URL} | Example News | The bridge | 2026-05\nhttps://example.net/w | City | Works | 2026-04-01"

    state, faults = answered(State(Step.SOURCE), text)

    assert faults == ()
    assert state.step is Step.SOURCE
    assert [source.publisher for source in state.form.sources] == ["Example News", "City"]


def test_the_same_source_again_is_one_source():
    """An answer that arrives twice changes nothing."""
    once, _ = answered(State(Step.SOURCE), f"{URL} | Example News | The bridge | 2026-05")
    twice, _ = answered(once, f"{URL} | Example News | The bridge | 2026-05")

    assert twice.form == once.form


def test_each_fault_of_a_source_is_named():
    """A bare address lacks three things, all of which are said."""
    _, faults = answered(State(Step.SOURCE), URL)

    assert [fault.code for fault in faults] == ["source_no_publisher", "source_no_title", "source_no_date"]


def test_a_trusted_host_may_have_an_unusual_port():
    """An operator's own archive can be a source."""
    line = "http://127.0.0.1:8765/page | Archive | Page | 2026"

    _, refused = answered(State(Step.SOURCE), line)
    _, faults = answered(State(Step.SOURCE), line, trusted=("127.0.0.1:8765",))

    assert [fault.code for fault in refused] == ["bad_url"]
    assert faults == ()


def test_a_context_of_several_lines_is_one_context():
    """A line that looks like a field of a form does not end the text."""
    state, faults = answered(State(Step.CONTEXT), "The city says no.\nclaim: is what the posts call it.")

    assert faults == ()
    assert state.form.context == {"en": "The city says no.\nclaim: is what the posts call it."}


def test_a_phrasing_is_taken_as_it_is():
    """A forwarded post that looks like a form is one wording."""
    state, faults = answered(State(Step.PHRASING), "claim: the bridge closes\nsource: my neighbour")

    assert faults == ()
    assert [phrasing.text for phrasing in state.form.phrasings] == ["claim: the bridge closes\nsource: my neighbour"]


def test_a_whole_form_is_taken_at_any_question():
    """Who pastes the form into the dialogue need not start again."""
    state, faults = answered(new_claim(), f"claim: The bridge closes.\nrating: false\nsource: {URL} | N | T | 2026")

    assert faults == ()
    assert (state.form.statement, state.form.rating, len(state.form.sources)) == ("The bridge closes.", Rating.FALSE, 1)
    assert state.step is Step.CLAIM


def test_a_new_claim_has_nothing_to_take_away():
    """A removal is refused where there is no claim yet."""
    _, faults = answered(new_claim(), "phrasing: the bridge closes soon\n-phrasing: the bridge closes")

    assert [fault.code for fault in faults] == ["removal_in_new"]


def test_merging_adds_lists_and_replaces_values():
    """What is given later wins where there can be only one."""
    one = Form(statement="A", rating=Rating.FALSE, phrasings=(Phrasing("x", "en"),), no_review=True)
    two = Form(rating=Rating.TRUE, phrasings=(Phrasing("y", "en"), Phrasing("x", "en")))

    form = merged(one, two)

    assert (form.statement, form.rating, form.no_review) == ("A", Rating.TRUE, True)
    assert [phrasing.text for phrasing in form.phrasings] == ["x", "y"]


def test_only_an_answer_of_several_lines_has_its_lines_named():
    """“Line 1” says nothing about an answer of one line, and says which one where there are more."""
    state = State(Step.SOURCE)
    wrong = "ftp://archive.example/a | Archive | Page | 2024"
    right = "https://archive.example/b | Archive | Page | 2024"

    _, alone = answered(state, wrong)
    _, second = answered(state, f"{right}\n{wrong}")

    assert [fault.line for fault in alone] == [0]
    assert [fault.line for fault in second] == [2]
