"""What is said of a report's figures: the lists they stand on, and what is not there."""

from collections.abc import Iterator

from cme_data.calendar import Period
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.published import published
from cme_data.reports.said import listed, said, some
from cme_data.reports.sources import newest
from cme_data.reports.statistical import About
from schemas import CHILD_REGISTERS, REGISTERS


def about(asking: Asking) -> About:
    """The day, the sources and what is missing, in sentences."""
    return About(asking.as_at, tuple(_sources(asking)), tuple(_missing(asking)), published(asking))


def _sources(asking: Asking) -> Iterator[str]:
    span = asking.spans[0]
    found = {
        (row["register"], row["provider"]): row
        for row in newest(asking.world, tuple(REGISTERS), span.start, span.end)
    }
    for register, provider in dict.fromkeys((*_expected(), *found)):
        row = found.get((register, provider))
        source = f"{REGISTERS[register].title}, from {provider}"
        if row is None:
            yield f"{source}: no list up to {said(span.end)}."
            continue
        yield (
            f"{source}: newest list of {said(row['as_at'])}, uploaded on {said(row['committed_at'].date())} by "
            f"{row['who']}; {some(row['lists'], 'list')} in the period."
        )


def _expected() -> list[tuple[str, str]]:
    return [(register.name, holder) for register in REGISTERS.values() for holder in register.holders]


def _missing(asking: Asking) -> Iterator[str]:
    period, span = asking.asked.period, asking.spans[0]
    if span.end < period.end:
        yield (
            f"The period is not over: it ends on {said(period.end)}, and these figures go up to {said(span.end)}, "
            "the day of the newest list. The periods beside it are whole and end at another time of the year: neither those who "
            "joined and left nor those at the end can be compared yet."
        )
    for each in asking.spans:
        yield from _without(asking, each)
    unset = [name for name in asking.boroughs if name not in asking.populated(span)]
    if unset:
        yield f"The population of {listed(unset)} is not in the settings, so that there is no rate."


def _without(asking: Asking, span: Period) -> Iterator[str]:
    days = f"{said(span.start)} to {said(span.end)}"
    sent = {(register, provider) for register, provider, day in asking.lists if span.start <= day <= span.end}
    if not any(register in CHILD_REGISTERS for register, _ in sent):
        yield f"No list of any register speaks for a day of {days}: every figure of it stands blank, [x]."
        return
    for register in REGISTERS:
        holders = [holder for name, holder in _expected() if name == register]
        silent = [holder for holder in holders if (register, holder) not in sent]
        title = REGISTERS[register].title
        if silent and not any(name == register for name, _ in sent):
            together = (
                " Children on any register are those of the others." if register in CHILD_REGISTERS else ""
            )
            yield f"No list of {title} speaks for a day of {days}: its figures stand blank, [x].{together}"
        elif silent and len(holders) > 1:
            yield f"No list of {title} from {listed(silent)} speaks for a day of {days}: what it said before still counts."
