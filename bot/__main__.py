"""`python -m bot`: hears signals first, then reads the rest of the program; the commands are in bot/cli.py."""

import sys

from bot.starting import hear_signals

SERVING = ("", "poll", "work")
"""Commands that run until they are told to stop."""


def main() -> None:
    """Do what the command line asks for."""
    hear_signals(serving=next(iter(sys.argv[1:]), "") in SERVING)
    from bot.cli import cli

    cli()


if __name__ == "__main__":
    main()
