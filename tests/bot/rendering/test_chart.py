"""A month is drawn as it was: each column as high as its number, in the colours that the words below it name."""

import struct
import zlib
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rendering.chart import BLUE, GREEN, GREY, HEIGHT, PURPLE, WIDTH, YELLOW, drawn
from bot.store.daily import DAYS, Month

NOTHING = (0,) * DAYS
numbers = st.lists(st.integers(0, 10**12), min_size=DAYS, max_size=DAYS).map(tuple)


def month(strong=NOTHING, weak=NOTHING, none=NOTHING, opened=NOTHING, closed=NOTHING):
    return Month(date(2026, 1, 31), strong, weak, none, opened, closed)


def on(day, number):
    """A number on one day, nothing on the others."""
    return (*NOTHING[:day], number, *NOTHING[day + 1 :])


def pixels(png):
    """The picture that a file of unfiltered RGB rows holds; its checksums are looked at."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    parts, place = {}, 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length]) == (zlib.crc32(kind + data),)
        parts[kind], place = data, place + 12 + length
    assert list(parts) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, *form = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert form == [8, 2, 0, 0, 0]
    rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), dtype=np.uint8).reshape(height, 1 + 3 * width)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, 3)


def heights(picture, colour):
    """How high a colour is in each column of pixels that has it, from left to right."""
    inside = (picture == colour).all(axis=2).sum(axis=0)
    return inside[inside > 0]


def test_it_is_a_picture_of_a_fixed_size():
    """Telegram shows it in the chat without cutting anything."""
    assert pixels(drawn(month())).shape == (HEIGHT, WIDTH, 3)


@pytest.mark.parametrize(
    ("series", "colour"),
    [("strong", GREEN), ("weak", YELLOW), ("none", GREY), ("opened", BLUE), ("closed", PURPLE)],
)
def test_twice_as_many_is_twice_as_high(series, colour):
    """The columns of a series have its colour and the proportions of its numbers, day by day."""
    values = (*NOTHING[:10], 100, 50, 25, *NOTHING[13:])

    found = sorted(set(heights(pixels(drawn(month(**{series: values}))), colour)))

    assert len(found) == 3
    assert found[2] == pytest.approx(2 * found[1], abs=2)
    assert found[2] == pytest.approx(4 * found[0], abs=3)


def test_the_series_of_a_day_stand_on_each_other():
    """Posts of a day make one column: with a claim below, then the close ones, then those without."""
    picture = pixels(drawn(month(strong=on(5, 10), weak=on(5, 10), none=on(5, 20))))

    column = np.flatnonzero((picture == GREEN).all(axis=2).any(axis=0))[0]
    places = [np.flatnonzero((picture[:, column] == colour).all(axis=1)) for colour in (GREY, YELLOW, GREEN)]
    assert places[0][-1] + 1 == places[1][0]
    assert places[1][-1] + 1 == places[2][0]
    assert len(places[0]) == pytest.approx(2 * len(places[2]), abs=2)


def test_later_days_stand_further_right():
    """Time goes from left to right."""
    first, last = (
        np.flatnonzero((pixels(drawn(month(strong=on(day, 3)))) == GREEN).all(axis=2).any(axis=0)) for day in (0, 29)
    )

    assert first[-1] < last[0]


def test_a_single_post_is_no_tower():
    """The least scale reaches to five."""
    (height,) = set(heights(pixels(drawn(month(strong=on(3, 1)))), GREEN))

    assert height == 80


@settings(max_examples=30)
@given(strong=numbers, weak=numbers, none=numbers, opened=numbers, closed=numbers)
def test_any_month_can_be_drawn(strong, weak, none, opened, closed):
    """No number is too large to fit, and the file stays small."""
    data = drawn(month(strong, weak, none, opened, closed))

    assert len(data) < 100_000
