"""`python -m claims_db`: the claims base and its matching without Telegram.

Each subcommand is the function `run` of a module in claims_db.commands, imported when it is called, so that a
start costs only what is used.
"""

import sys
from importlib import import_module

import typer

COMMANDS = {
    "rank": ("rank", "Match a file of texts against a base of claims."),
    "evaluate": ("evaluate", "Print how good the matches of labelled texts are."),
    "bench": ("bench", "Measure speed and memory beside a plain scan."),
    "check": ("check", "Prove every stored claim."),
    "import": ("import_", "Take claims from files into the store."),
    "export": ("export", "Write the stored claims to a file."),
}


def build(arguments: list[str]) -> typer.Typer:
    """The command line; only the module of the subcommand named in `arguments` is imported."""
    app = typer.Typer(add_completion=False, no_args_is_help=True, help="The claims base without Telegram.")
    for name, (module, summary) in COMMANDS.items():
        if name in arguments[:1]:
            app.command(name, help=summary)(import_module(f"claims_db.commands.{module}").run)
        else:
            app.command(name, help=summary)(_not_called)
    return app


def _not_called() -> None:
    """Stand in for a subcommand that was not named, in the list that --help prints."""


if __name__ == "__main__":
    build(sys.argv[1:])()
