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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
