"""The command line: what each command is called and where it lives. Commands are imported only when used."""

from __future__ import annotations

import importlib
import sqlite3
import sys
import traceback
from typing import Any

import click

from ingest.errors import MinutebookError

COMMANDS = {
    "extract": "minutebook.extract_command:extract",
    "ingest": "minutebook.ingest_command:ingest_command",
    "publish": "minutebook.publish_command:publish_command",
    "watch": "minutebook.watch_command:watch_command",
    "review": "minutebook.review_command:review_command",
    "check": "minutebook.check_command:check_command",
    "correct": "minutebook.correct_command:correct_command",
    "corrections": "minutebook.correct_command:corrections_command",
    "withdraw": "minutebook.withdraw_command:withdraw_command",
    "redact": "minutebook.withdraw_command:redact_command",
    "backup": "minutebook.backup_command:backup_command",
    "export": "minutebook.export_command:export_command",
    "serve": "minutebook.serve_command:serve_command",
    "search": "minutebook.ask_commands:search_command",
    "show": "minutebook.ask_commands:show_command",
    "explain": "minutebook.ask_commands:explain_command",
    "thread": "minutebook.thread_command:thread_command",
    "stats": "minutebook.stats_command:stats_command",
    "doctor": "minutebook.doctor_command:doctor_command",
    "evaluate": "minutebook.evaluate_command:evaluate_command",
}
"""Command to "module:function". A new command is one line here and one module beside this one."""


class LazyGroup(click.Group):
    """Looks commands up in COMMANDS, so that `minutebook search` does not pay for loading spaCy."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), function)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Turn every error raised on purpose into one line and its remedy; a traceback only with --verbose."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except MinutebookError as error:
            self._say(ctx, error.message, error.remedy)
            ctx.exit(error.exit_code)
        except sqlite3.DatabaseError as error:
            self._say(ctx, f"the archive cannot be used: {error}", "`minutebook doctor` looks for the cause.")
            ctx.exit(1)
        except Exception as error:  # noqa: BLE001 - the edge of the program: a person sees one line
            fault = f"{type(error).__name__}: {error}"
            self._say(ctx, fault, "This is a fault of Minutebook; please report what --verbose prints.")
            ctx.exit(1)

    @staticmethod
    def _say(ctx: click.Context, message: str, remedy: str) -> None:
        if ctx.params.get("verbose"):
            traceback.print_exc()
        click.echo(f"Error: {message}. {remedy}".rstrip(), err=True)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="minutebook")
@click.option("--verbose", is_flag=True, help="Show tracebacks and more narration.")
def main(verbose: bool) -> None:
    """Read a council's papers and keep a searchable archive of decisions, figures and call-in deadlines.

    Data goes to standard output, narration to standard error. Exit status: 0 all well, 1 failed, 2 wrong usage,
    3 done but there are items to check, 4 some files could not be read.
    """


if __name__ == "__main__":
    sys.exit(main())
