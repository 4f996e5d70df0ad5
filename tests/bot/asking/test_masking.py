"""What names a person is hidden; what does not stays readable."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.masking import MAIL, MOST_KEPT, NAME, PHONE, mask


@pytest.mark.parametrize(
    "number",
    [
        "+380 67 123-45-67",
        "067 123 45 67",
        "0671234567",
        "8 (495) 123-45-67",
        "+1 (212) 555-0142",
        "00 44 20 7946 0958",
        "1.800.555.0199",
        "4149 4993 1234 5678",
        "+38\u200b067\u200b1234567",
        "t.me/+380671234567",
        "https://wa.me/380671234567",
    ],
)
def test_numbers_of_phones_and_cards_are_hidden(number):
    """However a number is written, no four digits of it are left."""
    masked = mask(f"Call {number} now")

    assert re.search(r"\d{4}", masked) is None
    assert masked.startswith("Call [")
    assert masked.endswith(" now")


@pytest.mark.parametrize(
    "text",
    [
        "on 24.08.2024 at 10:30",
        "1 000 000 000 dollars and 950,000,000 users",
        "in 2013-2024 and on 2024-08-24",
        "https://example.com/1234567890/a",
        "from 10.10.2024 - 12.12.2024",
        "version 1.2.3 of 5 items",
    ],
)
def test_dates_sums_and_addresses_of_pages_stay(text):
    """A claim without its dates and sums could not be checked."""
    assert mask(text) == text


@pytest.mark.parametrize("address", ["ann@example.com", "Ann.B+x@mail.example.co.uk", "mailto:ann@example.org"])
def test_mail_addresses_are_hidden(address):
    """No address of anybody reaches the moderators."""
    assert mask(f"write {address} please") == f"write {MAIL} please"


def test_accounts_are_hidden_except_the_channel_of_the_post():
    """A public channel may be named, people may not."""
    masked = mask("@ann_petrenko in @CityNews, tg://user?id=42", channel="citynews")

    assert masked == f"{NAME} in @CityNews, {NAME}"


def test_names_of_people_around_the_post_are_hidden():
    """Who forwarded or is mentioned is hidden in any case and spacing, inside words nothing is touched."""
    masked = mask("OLENA  petrenko wrote. Ann said. Annual", names=["Olena Petrenko", "Ann", "A"])

    assert masked == f"{NAME} wrote. {NAME} said. Annual"


def test_what_cannot_be_stored_goes():
    """Half characters, NUL and direction marks are left out, and a text has a longest length."""
    assert mask("a\x00b\ud800c\u202ed") == "abcd"
    assert len(mask("long " * 5_000)) <= MOST_KEPT


@given(st.text(max_size=400))
def test_masking_again_changes_nothing_more(text):
    """The marks left behind are not taken for something to hide."""
    assert mask(mask(text)) == mask(text)


@given(st.from_regex(r"\+[1-9][0-9]{8,13}", fullmatch=True), st.sampled_from([" ", "-", ""]))
def test_every_international_number_is_hidden(number, separator):
    """A plus and nine to fourteen digits never get through."""
    spaced = number[:4] + separator + number[4:]

    assert PHONE in mask(f"tel {spaced}.")
