"""Valid workbooks changed at random, read and validated: nothing may come out but rows or a sentence of ours.

python -m tests.benchmarks.fuzz [--cases 10000] [--seed 1]
"""

import argparse
import io
import random
import re
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from cme_data.errors import CmeError
from cme_data.examine import examine
from tests.workbook_files import ANN_IN_PRU, AS_AT, FORMATS, PRU, separated, xls, xlsx

ROWS = [
    ["Register of children"],
    [],
    PRU,
    *[["Smith", f"Ann {number}", *ANN_IN_PRU[2:]] for number in range(12)],
]
NASTY = (
    b"\x00", b"\xff" * 8, b"\x7f\xff\xff\xff", b"<", b">", b'"', b"&#0;", b"&a;", b"]]>", b"<!--", b"-1", b"1E999",
    b"99999999999", b"XFD1048576", b't="e"', b't="s"', b"<f>", b"</row>", b"<v>", b"\x00\x00\xf8\x7f", b"PK\x01\x02",
    b"=", b",", b"\r", b"\xef\xbb\xbf", b"\xd8\x00", b"nan", b"1900-02-29T25:61:61", b"table:number-rows-repeated=\"9999999\"",
)  # fmt: skip


@cache
def valid() -> dict[str, bytes]:
    """A unit's list as each program would save it."""
    found = {name: write(ROWS) for name, write in FORMATS.items()}
    found["two.xlsx"] = xlsx(ROWS, Other=ROWS)
    found["old.xls"] = xls(ROWS[2:])
    found["plain.csv"] = separated(ROWS[2:])
    return found


def flipped(data: bytes, dice: random.Random) -> bytes:
    """A few bits the other way."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 20))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def spliced(data: bytes, dice: random.Random) -> bytes:
    """A piece taken out, said twice, or put elsewhere."""
    begin, length = dice.randrange(len(data)), dice.choice((1, 4, 30, 500))
    piece = data[begin : begin + length]
    rest = data[:begin] + data[begin + length :] if dice.random() < 0.6 else data
    at = dice.randrange(len(rest) + 1)
    return rest[:at] + piece * dice.choice((0, 1, 1, 2, 50)) + rest[at:]


def cut(data: bytes, dice: random.Random) -> bytes:
    """The beginning, or all but the beginning."""
    at = dice.randrange(len(data))
    return data[:at] if dice.random() < 0.8 else data[at:]


def nasty(data: bytes, dice: random.Random) -> bytes:
    """Something in the way of parsers, put in or written over what stood there."""
    at, put = dice.randrange(len(data) + 1), dice.choice(NASTY)
    return data[:at] + put + data[at + dice.choice((0, len(put))) :]


def valued(data: bytes, dice: random.Random) -> bytes:
    """One attribute or text of XML with another value."""
    places = list(re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)', data))
    if not places:
        return nasty(data, dice)
    place = dice.choice(places)
    return data[: place.start()] + dice.choice(NASTY) + data[place.end() :]


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, spliced, cut, nasty)


def inside(data: bytes, dice: random.Random) -> bytes:
    """One part of a package changed, the package itself in order."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        sheets = [name for name in names if "sheet" in name or name == "content.xml"]
        chosen = dice.choice(sheets if dice.random() < 0.7 else names)
        for name in names:
            part = old.read(name)
            if name == chosen and part:
                for _ in range(dice.choice((1, 1, 2, 5))):
                    part = dice.choice((*CHANGES, valued, valued))(part, dice) or b"<"
            if name != chosen or dice.random() > 0.02:
                new.writestr(name, part)
    return made.getvalue()


def case(seed: int) -> tuple[str, bytes]:
    """The changed file that a seed stands for."""
    dice = random.Random(seed)
    name = dice.choice(sorted(valid()))
    data = valid()[name]
    if data.startswith(b"PK") and dice.random() < 0.75:
        return name, inside(data, dice)
    for _ in range(dice.choice((1, 1, 2, 6))):
        data = dice.choice(CHANGES)(data, dice) or b" "
    return name, data


def outcome(seed: int) -> str:
    """What becomes of it, in a word or two; an exception that is not ours passes through."""
    name, data = case(seed)
    try:
        examined = examine(data, name, as_at=AS_AT, today=AS_AT, provider="PRU")
    except CmeError as refused:
        words = re.sub(r"[,:(].*", "", str(refused).removeprefix(name).lstrip(",: "))
        return f"refused: {re.sub(r'[0-9,]+', 'n', words)[:60]}"
    return "read, with errors" if examined.errors else "read, and nothing wrong"


def outcomes(seeds: range) -> Iterator[tuple[int, str, str | None]]:
    """For each seed what became of it, and the traceback where that is not ours."""
    for seed in seeds:
        try:
            yield seed, outcome(seed), None
        except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
            yield seed, f"NOT OURS: {type(error).__name__}", traceback.format_exc()


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="the first; each case has the next")
    told = parser.parse_args(words)
    started, slowest, counts, faults = time.perf_counter(), (0.0, 0), Counter[str](), 0
    before = started
    for seed, what, fault in outcomes(range(told.seed, told.seed + told.cases)):
        counts[what] += 1
        now = time.perf_counter()
        slowest, before = max(slowest, (now - before, seed)), now
        if fault:
            faults += 1
            print(f"--seed {seed} --cases 1\n{fault}", flush=True)
    print(f"fuzz: {told.cases:,} files from seed {told.seed} in {time.perf_counter() - started:.0f} s;"
          f" the slowest {slowest[0]:.2f} s (seed {slowest[1]})")  # fmt: skip
    for what, times in counts.most_common():
        print(f"  {times:6,}  {what}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
