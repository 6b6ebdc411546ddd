"""The way in: a command or the window? Only what that one needs is imported."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple


class WindowOptions(NamedTuple):
    """What may be said to the window. Anything else on the line is a command's.

    With `demo` the window shows a made-up learner in a throw-away folder, whatever `data_dir` says.
    `set_file` is a set from a trainer, which is taken first.
    """

    data_dir: Path | None = None
    demo: bool = False
    version: bool = False
    set_file: Path | None = None


def main() -> int:
    """Open the window, or run the command that `sys.argv` names, and return the exit status."""
    options = window_options(sys.argv[1:])
    if options is None:
        return _command()
    if options.version:
        return _version()
    return _window(options)


def window_options(arguments: list[str]) -> WindowOptions | None:
    """Return the options of the window, or None where `arguments` are for the terminal.

    Read by hand, because every parser costs a tenth of the time until the first paint.
    """
    options = WindowOptions()
    rest = iter(arguments)
    for argument in rest:
        if argument == "--demo":
            options = options._replace(demo=True)
        elif argument == "--version":
            options = options._replace(version=True)
        elif argument == "--data-dir":
            folder = next(rest, None)
            if folder is None:
                return None
            options = options._replace(data_dir=Path(folder))
        elif argument.startswith("--data-dir="):
            options = options._replace(data_dir=Path(argument.partition("=")[2]))
        elif argument.casefold().endswith(".quizset") and options.set_file is None:
            options = options._replace(set_file=Path(argument).absolute())
        else:
            return None
    return options


def _command() -> int:
    from quizapp.cli import main as run_command

    return run_command()


def _version() -> int:
    from quizapp import __version__

    print(f"quizapp {__version__}")
    return 0


def _window(options: WindowOptions) -> int:
    if options.set_file is not None and not options.demo and _handed_over(options):
        print("Quizapp is open: its window shows the set.")
        return 0
    from quizapp.system_check import what_is_wrong

    trouble = what_is_wrong(os.environ)
    if trouble:
        print(
            f"Quizapp cannot open its window because {trouble};"
            " type `quizapp practise` to practise in the terminal instead.",
            file=sys.stderr,
        )
        return 2
    if options.demo:
        return _demo_window(options.set_file)
    from quizapp.bootstrap import data_dir
    from quizapp.gui import run

    return run(data_dir(options.data_dir), set_file=options.set_file)


def _handed_over(options: WindowOptions) -> bool:
    """Return whether a window that is open on the same data has taken the set."""
    from quizapp.bootstrap import data_dir
    from quizapp.hand_over import hand_over

    assert options.set_file is not None
    return hand_over(data_dir(options.data_dir), options.set_file)


def _demo_window(set_file: Path | None) -> int:
    """Open the window on a made-up learner, in a data folder that goes when it is closed."""
    from contextlib import closing
    from tempfile import TemporaryDirectory

    from quizapp.bootstrap import open_application
    from quizapp.gui import run

    with TemporaryDirectory(prefix="quizapp-demo-") as folder:
        with closing(open_application(Path(folder))) as application:
            application.demo.make()
        return run(Path(folder), demo=True, set_file=set_file)


if __name__ == "__main__":
    sys.exit(main())
