"""The command line: one module a command, imported when it is called."""

from __future__ import annotations

import importlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import click

from reviewlint import __version__
from reviewlint.cli import exit_codes
from reviewlint.cli.streams import say, use_utf8
from reviewlint.errors import ReviewlintError

COMMANDS = ("check", "rule", "config", "init", "new", "schema", "test-pack", "leakcheck", "baseline")


class _Commands(click.Group):
    """Find a command's module by its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
            return cast("click.Command", module.command)
        if Path(cmd_name).exists():
            ctx.fail(f"there is no command '{cmd_name}'. Did you mean `reviewlint check {cmd_name}`?")
        return None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 nothing to complain of, 1 findings, 2 the job could not be done, 130 interrupted.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def commands() -> None:
    """Check reviews kept as Markdown or reStructuredText: front matter, images, captions, spoilers."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    use_utf8()
    try:
        code = commands.main(arguments, prog_name="reviewlint", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return exit_codes.INTERRUPTED
    except click.ClickException as error:
        _say_usage(error)
        return exit_codes.FAILED
    except ReviewlintError as error:
        for trouble in sorted(error.troubles, key=lambda one: (one.path, one.line, one.column)):
            say(str(trouble))
        return exit_codes.FAILED
    except Exception:
        # Python's own exit code would be 1, by which a script takes the reviews to have findings.
        _say_crash()
        return exit_codes.FAILED
    return int(code or exit_codes.CLEAN)


def _say_usage(error: click.ClickException) -> None:
    # What a shell made of `*` may be names of files, which may hold anything.
    with io.StringIO() as text:
        error.show(text)
        for line in text.getvalue().rstrip("\n").split("\n"):
            say(line)


def _say_crash() -> None:
    import traceback

    for line in traceback.format_exc().splitlines():
        say(line)
    say("reviewlint itself went wrong: please report it, with the lines above")
