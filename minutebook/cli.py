"""The command line: what each command is called and where it lives. Commands are imported only when used."""

from __future__ import annotations

import importlib
import sqlite3
import sys
import traceback
from dataclasses import dataclass
from typing import Any

import click

from ingest.errors import MinutebookError
from minutebook.terminal import guard_terminal


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command lives, as "module:function", and its first sentence, so that the list of all imports none."""

    place: str
    summary: str


COMMANDS = {
    "extract": Command("minutebook.extract_command:extract", "Print the facts of FILES in the order given."),
    "ingest": Command(
        "minutebook.ingest_command:ingest_command",
        "Bring PATHS (files, zips, and folders with everything in them) into the archive.",
    ),
    "publish": Command(
        "minutebook.publish_command:publish_command",
        "Build the public database and put it in the place of the one before, in one step.",
    ),
    "watch": Command(
        "minutebook.watch_command:watch_command",
        "Bring every paper that is put into FOLDER into the archive, until stopped with Ctrl+C.",
    ),
    "review": Command("minutebook.review_command:review_command", "Check, correct and publish papers in the browser."),
    "check": Command(
        "minutebook.check_command:check_command",
        "Look FILES (drafts in Word, PDF, HTML or text) over before they are published.",
    ),
    "correct": Command(
        "minutebook.correct_command:correct_command",
        "Put FACT (its id, or a document's id) right: `minutebook correct ID deadline=2024-03-22`.",
    ),
    "corrections": Command(
        "minutebook.correct_command:corrections_command",
        "List the corrections that were made, or carry them to another archive.",
    ),
    "withdraw": Command(
        "minutebook.withdraw_command:withdraw_command",
        "Take DOCUMENT (an id, a sha256 or a file name) back from the public, at once and for good.",
    ),
    "redact": Command(
        "minutebook.withdraw_command:redact_command",
        "Cover WORDS of DOCUMENT wherever it prints them, from the next publishing on and after every new reading.",
    ),
    "backup": Command(
        "minutebook.backup_command:backup_command",
        "Write the working database to FILE: every paper's text, fact, correction and withdrawal, as of one moment.",
    ),
    "export": Command(
        "minutebook.export_command:export_command",
        "Write what is published as files that other programs read, replacing an earlier export whole.",
    ),
    "serve": Command(
        "minutebook.serve_command:serve_command",
        "Serve what was published, until it is stopped with Ctrl+C.",
    ),
    "search": Command("minutebook.search_command:search_command", "Find WORDS."),
    "show": Command(
        "minutebook.show_command:show_command",
        "Show a document (by id, sha256 or file name), a fact or a passage, as corrected where somebody corrected it.",
    ),
    "explain": Command(
        "minutebook.show_command:explain_command",
        "Say why FACT is believed: the rule that found it, the words, passage and page, and what people said of it.",
    ),
    "thread": Command(
        "minutebook.thread_command:thread_command",
        "Follow the thread of ID (a paper or a decision), as published; or correct a link between two papers.",
    ),
    "stats": Command("minutebook.stats_command:stats_command", "Say how much the archive holds."),
    "doctor": Command(
        "minutebook.doctor_command:doctor_command",
        "Check what the program needs and whether the archive adds up.",
    ),
    "evaluate": Command(
        "minutebook.evaluate_command:evaluate_command",
        "Compare what is extracted with the annotations in the folder GOLD.",
    ),
}
"""A new command is one entry here and one module beside this one."""


class LazyGroup(click.Group):
    """Looks commands up in COMMANDS, so that `minutebook search` does not pay for loading spaCy."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].place.partition(":")
        command: click.Command = getattr(importlib.import_module(module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands for `--help`; click would import every one of them for its first sentence."""
        room = formatter.width - 6 - max(map(len, COMMANDS))
        listed = [click.Command(name, help=one.summary) for name, one in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl([(command.name or "", command.get_short_help_str(room)) for command in listed])

    def invoke(self, ctx: click.Context) -> Any:
        """Turn every error raised on purpose into one line and its remedy; a traceback only with --verbose."""
        guard_terminal()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # the last: whoever reads our output (`| head`) has enough, which click takes quietly
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
