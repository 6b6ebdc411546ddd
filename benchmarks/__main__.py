"""python -m benchmarks [NAME …]: measure, print, compare; without names, everything."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib import import_module

NAMES = (
    "start",
    "memory",
    "answering",
    "writing",
    "overview",
    "banks",
    "transfer",
    "statistics",
    "intake",
)


def main(names: list[str]) -> int:
    if {"-h", "--help"} & set(names):
        print(help_text())
        return 0
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(NAMES)}.")
        return 2
    if len(names) == 1:
        import_module(f"benchmarks.{names[0]}").measure()
        return 0
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores")
    # Each in a process of its own, so that none finds warm what another has loaded.
    return max(
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=False).returncode
        for name in names or NAMES
    )


def help_text() -> str:
    """Return what can be measured, each benchmark with the first line of what it says of itself."""
    lines = [f"  {name:<12}{_about(name)}" for name in NAMES]
    return "\n".join(["usage: python -m benchmarks [NAME …]; without names, everything", *lines])


def _about(name: str) -> str:
    return (import_module(f"benchmarks.{name}").__doc__ or "").splitlines()[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
