"""The subcommands of `python -m claims_db`, one module each with a function `run`."""
