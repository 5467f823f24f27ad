"""What reading one file may cost. Any honest list stays far below, and no hostile one gets far beyond."""

import mmap
import sys
from pathlib import Path

MOST_UNPACKED = 500_000_000  # bytes of all parts of a package: a list of 10,000 children has ten million
MOST_PARTS = 10_000
MOST_CELLS = 5_000_000  # of all sheets, blank ones among them: 125 times a register of 1,000 children
MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576  # no spreadsheet program holds more
LONGEST_TEXT = 131_072  # four times what Excel lets stand in a cell

MEMORY = 512 << 20
PROCESSOR_SECONDS = 4
SECONDS = 20  # on the clock: only a parser that hangs, or a very busy machine, comes to it

MEMORY_IS_LIMITED = sys.platform == "linux"
"""Whether the system itself refuses the reader more memory; elsewhere the reader is watched."""


class TooLarge(Exception):
    """A file that costs too much; its words say what makes it so: `X is too large to be read, as …`."""


def limit_memory() -> None:
    """Bound the memory of this process for good, where the system can; a crash leaves no image behind."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if MEMORY_IS_LIMITED:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def limit_processor() -> None:
    """From now on, so many seconds of work until the system ends this process; not on Windows."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        limit = int(used.ru_utime + used.ru_stime) + 1 + PROCESSOR_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, most))


def swollen() -> bool:
    """Whether this process holds so much of its memory still that a new one had better follow it."""
    if not MEMORY_IS_LIMITED:
        return False
    # Not what getrusage calls the most it ever held: that begins with what the process before it held.
    with Path("/proc/self/statm").open("rb") as pages:
        return int(pages.read().split()[1]) * mmap.PAGESIZE > MEMORY // 4
