"""What a person types or pipes into the terminal chat, and in which language they are."""

import asyncio
import os

import pytest

from bot.terminal import console
from bot.terminal.console import Input, inputs, standard_input, system_language
from tests.bot.terminal.typed import typed


async def test_posts_and_messages_are_told_apart():
    """Only "> " and ">" alone belong to a post; what only looks like it is written by the person."""
    found = [given async for given in inputs(typed(">no", "> a", "  ", " > b", "> c", "12"), lambda mark: None)]

    assert found == [
        Input("said", ">no"),
        Input("forwarded", "a"),
        Input("said", " > b"),
        Input("forwarded", "c"),
        Input("said", "12"),
    ]


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (b"", []),
        (b"one", ["one"]),
        (b"one\r\n\n\xd0\xb4\xd0\xb2\xd0\xb0\n", ["one", "", "два"]),
        (b"\xff\xfe\n\xed\xa0\x80 x\n", ["\ufffd\ufffd", "\ufffd\ufffd\ufffd x"]),
        (b"x" * 200_000 + b"\nnext\n", ["x" * console.MAX_LINE, "next"]),
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "file"])
async def test_standard_input_is_read_whatever_it_is(tmp_path, given, lines, kind):
    """Pipes and files, any bytes, any length; the end of the input is the end."""
    path = tmp_path / "input"
    path.write_bytes(given)
    if kind == "file":
        descriptor = os.open(path, os.O_RDONLY)
    else:
        descriptor, writing = os.pipe()
        feeding = asyncio.create_task(asyncio.to_thread(feed, writing, given))
    try:
        assert [line async for line in standard_input(descriptor)] == lines
    finally:
        os.close(descriptor)
    if kind == "pipe":
        await feeding


def feed(descriptor, given):
    with open(descriptor, "wb") as writing:
        writing.write(given)


async def test_no_standard_input_at_all():
    """A closed descriptor is an empty input."""
    reading, writing = os.pipe()
    os.close(reading)
    os.close(writing)

    assert [line async for line in standard_input(reading)] == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "uk_UA.UTF-8"}, "uk"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "ru_RU"}, "ru"),
        ({"LANG": "uk_UA", "LC_MESSAGES": "de_DE@euro", "LC_ALL": ""}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "UK"}, "uk"),
    ],
)
def test_the_language_is_that_of_the_system(environment, language):
    """LC_ALL before LC_MESSAGES before LANG; English where there is none."""
    assert system_language(environment) == language
