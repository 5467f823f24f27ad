"""A faulty list sent, mended as its findings ask, and sent again."""

from collections import Counter
from copy import deepcopy
from random import Random
from typing import NamedTuple

from cme_data.checked import Checked
from cme_data.examine import examine
from cme_data.findings import Finding
from tests.faults import FAULTS, Spoiler, fix
from tests.messes import MESSES
from tests.messy_lists import Kept
from tests.messy_outcomes import AS_AT

ALIKE = (
    "an old copy",
    "another format",
)  # two lists at once are their own error; a file's format is no matter


class SecondPass(NamedTuple):
    """What was said of a list before, and after all of it was mended."""

    faults: list[str]
    before: list[Finding]
    after: list[Finding]  # of no kind that the list had without its faults


def sent_twice(kept: Kept, messes: list[str], faults: list[str], dice: Random) -> SecondPass:
    """Make a mess of a list, spoil it, see what is said, mend that, and see again."""
    for name in MESSES:
        if name in messes and name not in ALIKE:
            MESSES[name](kept, dice)
    without = Counter(_kind(finding) for finding in _said(deepcopy(kept)))
    spoiler = Spoiler(kept, dice)
    done = [name for name in faults if FAULTS[name](spoiler)]
    before = _said(kept)
    fix(kept, before)
    left, end = [], kept.number(len(kept.lines))
    for finding in _said(kept):
        if finding.row is not None and finding.row >= end:
            continue  # of another table under the list: a column put in for the list changes what is under it
        if without[_kind(finding)]:
            without[_kind(finding)] -= 1
        else:
            left.append(finding)
    return SecondPass(done, before, left)


def _said(kept: Kept) -> list[Finding]:
    sheets: list[Checked] = examine(
        kept.data(), kept.file_name, as_at=AS_AT, today=AS_AT, provider=kept.provider
    ).sheets
    return [problem for sheet in sheets for problem in sheet.problems]


def _kind(finding: Finding) -> tuple[str, str, str | None]:
    return finding.level, finding.rule, finding.column
