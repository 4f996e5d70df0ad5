"""Words and files of a post are matched apart; files add something only where the words say nothing else."""

import pytest

from bot.checking.answer import Answer, Case, Medium, Part
from bot.checking.media import joined, medium_of
from claims_db.model import Closeness, Stance
from tests.making import make_claim, make_post

BRIDGE, TUNNEL = make_claim(), make_claim(id="tunnel-opens", statement="The tunnel opens in May.")
SAID = Part(BRIDGE, Stance.ASSERTS, (0, 9), Closeness.VERY_CLOSE, 0.97)


def with_files(answer, *claims):
    return joined(answer, claims, Medium.PICTURE, revision=4)


@pytest.mark.parametrize("case", [Case.NO_TEXT, Case.NO_WORDS])
def test_without_words_the_file_speaks(case):
    """One claim is answered, several are listed; what led to them is told."""
    one, two = with_files(Answer(case), BRIDGE), with_files(Answer(case), BRIDGE, TUNNEL)

    assert (one.case, one.claim_ids, one.revision) == (Case.CLAIM, (BRIDGE.id,), 4)
    assert one.parts[0].by_medium
    assert (two.case, two.claim_ids) == (Case.SEVERAL, (BRIDGE.id, TUNNEL.id))


@pytest.mark.parametrize("case", [Case.NONE, Case.OPINION, Case.SMALL_TALK])
def test_words_that_make_no_claim_leave_an_offer(case):
    """The same picture with other words is another claim: it is offered, never asserted."""
    answer = with_files(Answer(case, post="Look at this sunset"), BRIDGE, TUNNEL)

    assert (answer.case, answer.claim_ids) == (Case.WEAK, (BRIDGE.id,))
    assert [part.claim.id for part in answer.beside] == [TUNNEL.id]
    assert answer.post == "Look at this sunset"


@pytest.mark.parametrize("case", [Case.CLAIM, Case.WEAK])
def test_words_that_make_the_claim_are_answered_as_without_the_file(case):
    """Where both agree that is noted; the answer gets no stronger by it."""
    answer = with_files(Answer(case, (SAID,)), BRIDGE)

    assert (answer.case, answer.beside) == (case, ())
    (part,) = answer.parts
    assert (part.medium, part.by_medium, part.score) == (Medium.PICTURE, False, 0.97)


@pytest.mark.parametrize("case", [Case.CLAIM, Case.WEAK, Case.SEVERAL])
def test_words_that_make_another_claim_come_first(case):
    """The claim of the words is answered as ever, that of the file stands beside it."""
    answer = with_files(Answer(case, (SAID,)), TUNNEL)

    assert (answer.case, answer.parts) == (case, (SAID,))
    assert [part.claim.id for part in answer.beside] == [TUNNEL.id]


@pytest.mark.parametrize("case", [Case.OWN, Case.DEGRADED, Case.CLAIM_GONE])
def test_other_answers_stay_as_they_are(case):
    """The bot's own answers are not checked, whatever picture is in them."""
    assert with_files(Answer(case), BRIDGE) == Answer(case)


@pytest.mark.parametrize("case", list(Case))
def test_an_unknown_file_changes_nothing(case):
    """No answer is any different for a picture that nobody has tied to a claim."""
    answer = Answer(case, (SAID,))

    assert with_files(answer) is answer


@pytest.mark.parametrize(
    ("media", "files", "medium"),
    [
        ("photo", 1, Medium.PICTURE),
        ("animation", 1, Medium.VIDEO),
        ("voice", 1, Medium.RECORDING),
        ("document", 1, Medium.FILE),
        ("photo", 2, Medium.ALBUM),
        (None, 0, Medium.FILE),
    ],
)
def test_files_are_called_what_readers_call_them(media, files, medium):
    """A picture is a picture, a voice message a recording, several are an album."""
    assert medium_of(make_post(media=media, files=tuple("ab"[:files]))) is medium
