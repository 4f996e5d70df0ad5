"""`python -m bot`: hears signals first, then reads the rest of the program; the commands are in bot/cli.py."""

import sys

from bot.starting import hear_signals

SERVING = ("", "poll", "work")
"""Commands that run until they are told to stop."""


def main() -> None:
    """Do what the command line asks for."""
    hear_signals(serving=next(iter(sys.argv[1:]), "") in SERVING)
    from bot.cli import cli
    from bot.delivery.signals import ignore_signals

    try:
        cli()
    finally:  # Python takes its handlers back at the very end, and a signal would kill then
        ignore_signals()


if __name__ == "__main__":
    main()
