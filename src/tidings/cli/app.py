"""Mounts every command; turns errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

import tidings
from tidings.errors import ConfigError, TidingsError, UsageError
from tidings.markup import neutralised_line

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130

# Each command's module is imported only when it runs: `tidings events` never loads a model.
COMMANDS = {
    "code": "Code reports and show them, or write them as JSON, PLOVER or HTML.",
    "times": "Time expressions of texts, with their values.",
    "places": "Places that texts name, and where they are.",
    "ingest": "Code reports into a store.",
    "events": "Events of a store.",
    "statements": "Statements of a store.",
    "stories": "What several reports tell of one happening.",
    "dyad": "How one actor acts on another over time.",
    "map": "Where events happened, as GeoJSON or a picture.",
    "serve": "Show a store: the page and the HTTP API.",
    "evaluate": "Measure a coder against hand-coded articles.",
    "quarantine": "What could not be read or coded, and why.",
    "ontology": "Look at an ontology, check your own.",
    "knowledge": "Look at who is who, check your own tables.",
}


class Lazy(TyperGroup):
    """A group whose commands are imported when asked for."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002  the shape of the base class
        """Names in the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> Any:  # noqa: ANN401, ARG002  the shape of the base class
        """Import the command's module."""
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(f"tidings.cli.{cmd_name}").app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: object, formatter: Any) -> None:  # noqa: ANN401, ARG002  the shape of the base class
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    cls=Lazy, add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"tidings {tidings.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """News reports in, evidence-backed political events out.

    Example: tidings code report.txt --published 2024-05-17
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command. Exit code: 0, 1 failed, 2 wrong usage, 130 interrupted."""
    if os.environ.get("TIDINGS_DEBUG"):
        app(arguments)
        return
    try:
        sys.exit(app(arguments, standalone_mode=False) or 0)
    except typer.Abort:
        sys.exit(INTERRUPTED)
    except TyperException as error:
        _say(f"{_message(error)} (see `tidings --help`)")
        sys.exit(WRONG_USAGE)
    except (UsageError, ConfigError) as error:
        _say(str(error))
        sys.exit(WRONG_USAGE)
    except TidingsError as error:
        _say(str(error))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        _say("interrupted; what was stored before is kept, run the same command again to go on")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output went away (`tidings events | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  a defect: one line for the user, the traceback on request
        _say(f"{type(error).__name__}: {error}. Set TIDINGS_DEBUG=1 to see where, and please report it")
        sys.exit(FAILED)


def _message(error: TyperException) -> str:
    describe = getattr(error, "format_message", None)
    return str(describe() if describe else error).rstrip(".")


def _say(message: str) -> None:
    print(f"error: {neutralised_line(' '.join(message.split()))}", file=sys.stderr)
