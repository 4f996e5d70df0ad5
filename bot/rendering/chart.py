"""A month as a picture: posts above, the queue below, a column for each day. Pure.

There are no words in it, only figures, so that it is the same in every language and needs no fonts; what the colours
stand for is said below it.
"""

import struct
import zlib
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from bot.store.daily import DAYS, Month

WIDTH, HEIGHT = 1280, 860
GREEN, YELLOW, GREY = (46, 158, 91), (242, 192, 62), (200, 204, 209)
BLUE, PURPLE = (59, 130, 196), (142, 91, 181)
"""Colours of posts with a claim, with a close one and without any; of entries that came and that were answered."""
_INK, _LINE, _PAPER = (60, 64, 70), (228, 230, 233), (255, 255, 255)
_LEFT, _RIGHT = 110, 1250
_COLUMN = (_RIGHT - _LEFT) // DAYS
_UPPER, _LOWER = (40, 440), (520, 800)
"""Top and bottom of the two parts; the days stand below each."""
_SIZE, _MARGIN = 3, 12
"""Pixels for a dot of a figure, and between a figure and what it stands beside."""
_MOST_LINES, _LEAST = 5, 5
"""Lines across a part, and what its height stands for at least, so that a single post is no tower."""
_DIGITS = (
    "01110 10001 10001 10001 10001 10001 01110",
    "00100 01100 00100 00100 00100 00100 01110",
    "01110 10001 00001 00010 00100 01000 11111",
    "11111 00010 00100 00010 00001 10001 01110",
    "00010 00110 01010 10010 11111 00010 00010",
    "11111 10000 11110 00001 00001 10001 01110",
    "00110 01000 10000 11110 10001 10001 01110",
    "11111 00001 00010 00100 01000 01000 01000",
    "01110 10001 10001 01110 10001 10001 01110",
    "01110 10001 10001 01111 00001 00010 01100",
)

Colour = tuple[int, int, int]
Pixels = NDArray[np.uint8]
Series = tuple[Sequence[int], Colour]


def drawn(month: Month) -> bytes:
    """The month as a PNG of 1280 by 860 pixels."""
    pixels = np.full((HEIGHT, WIDTH, 3), _PAPER, dtype=np.uint8)
    posts = ((month.strong, GREEN), (month.weak, YELLOW), (month.none, GREY))
    queue = ((month.opened, BLUE), (month.closed, PURPLE))
    _stacked(pixels, posts, _UPPER)
    _side_by_side(pixels, queue, _LOWER)
    for _, bottom in (_UPPER, _LOWER):
        for place in range(DAYS - 1, -1, -2):  # there is room for every second one
            day = (month.first + timedelta(days=place)).day
            left = _LEFT + place * _COLUMN + (_COLUMN - _width(day)) // 2
            _figure(pixels, day, left, bottom + _MARGIN)
    return _png(pixels)


def _stacked(pixels: Pixels, series: Sequence[Series], place: tuple[int, int]) -> None:
    """One column a day, the series above each other."""
    top, bottom = place
    full = _scale(pixels, max(map(sum, zip(*(numbers for numbers, _ in series), strict=True))), place)
    for day in range(DAYS):
        left, below = _LEFT + day * _COLUMN + 4, 0
        for numbers, colour in series:
            above = below + numbers[day]
            upper, lower = (bottom - round(part * (bottom - top) / full) for part in (above, below))
            pixels[upper:lower, left : left + _COLUMN - 8] = colour
            below = above


def _side_by_side(pixels: Pixels, series: Sequence[Series], place: tuple[int, int]) -> None:
    """A column for each series a day, next to each other."""
    top, bottom = place
    full = _scale(pixels, max(max(numbers) for numbers, _ in series), place)
    wide = (_COLUMN - 8) // len(series)
    for day in range(DAYS):
        for number, (numbers, colour) in enumerate(series):
            left = _LEFT + day * _COLUMN + 4 + number * wide
            pixels[bottom - round(numbers[day] * (bottom - top) / full) : bottom, left : left + wide] = colour


def _scale(pixels: Pixels, most: int, place: tuple[int, int]) -> int:
    """Draw lines with their figures for columns as high as `most`: what the height of the part stands for."""
    top, bottom = place
    step = _step(max(most, _LEAST))
    full = -(-max(most, _LEAST) // step) * step
    for value in range(0, full + 1, step):
        height = bottom - round(value * (bottom - top) / full)
        pixels[height : height + 2, _LEFT:_RIGHT] = _LINE if value else _INK
        room = _LEFT - _MARGIN
        size = next((size for size in (_SIZE, 2) if _width(value, size) <= room), 1)
        _figure(pixels, value, room - _width(value, size), height - 3 * size, size)
    return full


def _step(most: int) -> int:
    """The least of 1, 2, 5, 10, 20, ... with which at most five lines reach `most`."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= step * _MOST_LINES:
                return step
        size *= 10


def _figure(pixels: Pixels, number: int, left: int, top: int, size: int = _SIZE) -> None:
    """Write a number, `size` pixels for each of its dots."""
    for place, digit in enumerate(str(number)):
        dots = np.array([[dot == "1" for dot in row] for row in _DIGITS[int(digit)].split()])
        shape = np.kron(dots, np.ones((size, size), dtype=bool))
        start = left + 6 * place * size
        pixels[top : top + shape.shape[0], start : start + shape.shape[1]][shape] = _INK


def _width(number: int, size: int = _SIZE) -> int:
    """Pixels that a number takes from left to right."""
    return (6 * len(str(number)) - 1) * size


def _png(pixels: Pixels) -> bytes:
    """An RGB picture as a file: https://www.w3.org/TR/png/."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), dtype=np.uint8)  # each row begins with its filter: none
    rows[:, 1:] = pixels.reshape(height, width * 3)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*parts, strict=True)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
