"""Set-up on a machine that lacks libraries: it brings them, or says how, and stops in time.

The real script runs in a copy of the checkout's outline, with stand-ins for the system's tools.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "set-up"
TOOLS = ("basename", "cat", "cksum", "cut", "dirname", "echo", "env", "mkdir", "rm", "sh", "xargs")
LINE = "apt-get install --no-install-recommends libgl1 libxcb-cursor0"
SYSTEM_CHECK = """
from pathlib import Path
def missing_for_set_up(environ):
    there = Path("installed").exists()
    return {} if there else {"libGL.so.1": "libgl1", "libxcb-cursor.so.0": "libxcb-cursor0"}
"""
VENV = """
import pathlib, sys
name = pathlib.Path(sys.argv[1], "bin")
name.mkdir()
name.with_name("lib").mkdir()
(name / "python").write_text('''#!/bin/sh
[ "$2" = pip ] || exit 0
echo "$@" >>pip.log
exit "$PIP_FAILS"
''')
(name / "python").chmod(0o755)
"""


class Machine:
    """A checkout and the commands there are; further ones are added by the tests."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "quizapp"
        self._commands = folder / "bin"
        (self.checkout / ".ci").mkdir(parents=True)
        (self.checkout / "quizapp").mkdir()
        self._commands.mkdir()
        shutil.copy(SCRIPT, self.checkout / ".ci")
        (self.checkout / "pyproject.toml").write_text("[project]\n")
        (self.checkout / "quizapp" / "__init__.py").touch()
        (self.checkout / "quizapp" / "system_check.py").write_text(SYSTEM_CHECK)
        (folder / "make_venv.py").write_text(VENV)
        for tool in TOOLS:
            (self._commands / tool).symlink_to(shutil.which(tool) or tool)
        self.has(
            "python3",
            f'[ "$1 $2" = "-m venv" ] && exec {sys.executable} {folder}/make_venv.py "$3"\n'
            f'exec {sys.executable} "$@"',
        )
        self.has("id", "echo 1000")

    def has(self, command: str, script: str) -> None:
        path = self._commands / command
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def set_up(self, purpose: str = "run", *, pip_fails: int = 0) -> tuple[int, str]:
        done = subprocess.run(
            ["/bin/sh", str(self.checkout / ".ci" / "set-up"), purpose],
            env={"PATH": str(self._commands), "PIP_FAILS": str(pip_fails)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def installs(self) -> int:
        log = self.checkout / "pip.log"
        return len(log.read_text().splitlines()) if log.exists() else 0


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def ready(machine: Machine) -> Machine:
    (machine.checkout / "installed").touch()
    assert machine.set_up()[0] == 0
    return machine


def test_without_rights_the_line_to_type_is_printed_and_nothing_is_made(machine: Machine) -> None:
    machine.has("apt-get", "touch installed")
    machine.has("sudo", "exit 1")

    status, words = machine.set_up()

    assert status == 1
    assert f"    sudo apt-get update && sudo {LINE}\n" in words
    assert not (machine.checkout / ".venv").exists()


def test_where_there_is_no_sudo_the_line_is_for_su(machine: Machine) -> None:
    machine.has("apt-get", "touch installed")

    assert f"    su - -c 'apt-get update && {LINE}'\n" in machine.set_up()[1]


@pytest.mark.parametrize(
    ("command", "script"), [("id", "echo 0"), ("sudo", 'shift; [ "$1" = true ] || exec "$@"')]
)
def test_with_rights_the_packages_are_installed(
    machine: Machine, command: str, script: str
) -> None:
    machine.has("apt-get", 'echo "$@" >>apt.log\ncase "$*" in *libgl1*) : >installed ;; esac')
    machine.has(command, script)

    status, words = machine.set_up()

    assert status == 0, words
    asked = (machine.checkout / "apt.log").read_text().splitlines()
    assert asked[0] == "-qq update"
    assert asked[1].endswith("install --no-install-recommends libgl1 libxcb-cursor0")


def test_what_is_still_missing_after_installing_is_named(machine: Machine) -> None:
    machine.has("apt-get", "true")
    machine.has("id", "echo 0")

    status, words = machine.set_up()

    assert status == 1
    assert "Still missing: libGL.so.1 libxcb-cursor.so.0." in words


def test_on_another_distribution_the_libraries_are_named(machine: Machine) -> None:
    status, words = machine.set_up()

    assert status == 1
    assert "this system lacks: libGL.so.1 libxcb-cursor.so.0." in words


def test_an_old_python_is_refused(machine: Machine) -> None:
    machine.has("python3", "exit 1")

    status, words = machine.set_up()

    assert status == 1
    assert words.startswith("Quizapp needs Python 3.11 to 3.14, and none was found.")


def test_a_second_run_installs_nothing(ready: Machine) -> None:
    assert ready.set_up() == (0, "")
    assert ready.installs() == 1


def test_changed_dependencies_are_installed(ready: Machine) -> None:
    (ready.checkout / "pyproject.toml").write_text("[project] # with more dependencies\n")

    assert ready.set_up()[0] == 0
    assert ready.installs() == 2


def test_what_development_needs_serves_running_too(ready: Machine) -> None:
    assert ready.set_up("dev")[0] == 0
    assert ready.installs() == 2
    (ready.checkout / ".venv" / "lib" / ".ready-run").unlink()

    assert ready.set_up("run") == (0, "")
    assert ready.installs() == 2


def test_an_environment_left_half_way_is_made_anew(ready: Machine) -> None:
    (ready.checkout / ".venv" / "lib" / ".ready-run").unlink()
    (ready.checkout / ".venv" / ".unfinished").touch()
    (ready.checkout / ".venv" / "rubbish").touch()

    assert ready.set_up()[0] == 0
    assert not (ready.checkout / ".venv" / "rubbish").exists()


def test_an_environment_without_its_packages_is_filled_again(ready: Machine) -> None:
    shutil.rmtree(ready.checkout / ".venv" / "lib")
    (ready.checkout / ".venv" / "lib").mkdir()

    assert ready.set_up()[0] == 0
    assert ready.installs() == 2


def test_a_checkout_that_was_moved_is_set_up_anew(ready: Machine) -> None:
    (ready.checkout / ".venv" / "rubbish").touch()
    ready.checkout = ready.checkout.rename(ready.checkout.with_name("elsewhere"))

    assert ready.set_up()[0] == 0
    assert not (ready.checkout / ".venv" / "rubbish").exists()


def test_when_the_network_fails_what_is_there_stays(ready: Machine) -> None:
    (ready.checkout / "pyproject.toml").write_text("[project] # with more dependencies\n")

    status, words = ready.set_up(pip_fails=1)

    assert status == 1
    assert "Nothing is lost" in words
    assert not (ready.checkout / ".venv" / ".unfinished").exists()
