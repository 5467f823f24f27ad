"""A judgement in words: a claim goes no further than the rule that was met."""

from collections.abc import Callable

from cme_data.xmr.rules import ENOUGH, SETTLED, Direction, Judgement, Signal

JUDGED = (
    "Whether a number rises, falls or merely varies is judged by the XmR rules of Making Data Count, each {period} beside "
    "the same {period} a year before, as registers start anew each September."
)
Unit = tuple[str, str]
_LEADS = {"rises": "A rise in", "falls": "A fall in", "no clear change": "A change in no one direction in"}


def finding(
    judgement: Judgement,
    what: str,
    unit: Unit = ("child", "children"),
    named: Callable[[str], str] = str,
) -> str:
    """The judgement as a sentence or two: of what, in which unit (one, several), periods written as `named` says."""
    if judgement.limits is None:
        told = f"Too few figures to say whether there is a change in {what}: {len(judgement.values)}, and it takes at least {ENOUGH}."
    elif not judgement.newest:
        told = _steady(judgement, what, unit, named)
    else:
        told = f"{_LEADS[judgement.verdict]} {what}: {_why(judgement, unit, named)}."
    if judgement.yearly:
        told += " Each is compared with the same period a year before."
    if judgement.trial:
        told += (
            f" These are trial limits: they rest on {len(judgement.values)} figures, fewer than {SETTLED}."
        )
    if judgement.blank:
        few = ", ".join(map(named, judgement.blank)) if len(judgement.blank) <= 3 else ""
        told += f" Left out, for want of a figure: {few or f'{len(judgement.blank)} periods'}."
    return told


def _steady(judgement: Judgement, what: str, unit: Unit, named: Callable[[str], str]) -> str:
    limits, last, label = judgement.limits, judgement.values[-1], named(judgement.labels[-1])
    assert limits is not None
    if judgement.yearly:
        return (
            f"No clear change in {what}: {_more(last, unit)} in {label} than a year before, within ordinary variation"
            f" (up to {_some(limits.upper, unit)} either way)."
        )
    if limits.lower == limits.upper:
        return f"No change in {what}: {_some(last, unit)} in each of {len(judgement.values)} periods."
    return (
        f"No clear change in {what}: {_some(last, unit)} in {label} lies within ordinary variation"
        f" ({_number(limits.lower)} to {_number(limits.upper)})."
    )


def _why(judgement: Judgement, unit: Unit, named: Callable[[str], str]) -> str:
    """The first signal of the last figure in each direction: one that lies outside says more than a run."""
    first: dict[Direction, Signal] = {}
    for signal in judgement.newest:
        first.setdefault(signal.direction, signal)
    return ", while ".join(_told(judgement, signal, unit, named) for signal in first.values())


def _told(judgement: Judgement, signal: Signal, unit: Unit, named: Callable[[str], str]) -> str:
    """One signal of the last figure, in words."""
    limits, values, yearly = judgement.limits, judgement.values, judgement.yearly
    assert limits is not None
    up, last, label = signal.direction == "up", values[-1], named(judgement.labels[-1])
    count, since = len(signal.places), named(judgement.labels[signal.places[0]])
    limit = limits.upper if up else limits.lower
    if signal.rule == "outside" and yearly:
        return f"{_more(last, unit)} in {label} than a year before, beyond ordinary variation (up to {_some(limits.upper, unit)} either way)"
    if signal.rule == "outside":
        return (
            f"{_some(last, unit)} in {label}, {'above' if up else 'below'} ordinary variation"
            f" ({_number(limits.lower)} to {_number(limits.upper)})"
        )
    if signal.rule == "run":
        against = "those of a year before" if yearly else f"the average of {_some(limits.mean, unit)}"
        return f"the newest {count} figures, from {since}, are all {'above' if up else 'below'} {against}"
    if signal.rule == "near":
        if yearly:
            return (
                f"the newest three figures are all {'above' if up else 'below'} those of a year before, two of them by"
                f" nearly as much as ordinary variation reaches ({_some(limits.upper, unit)})"
            )
        return (
            f"two of the newest three figures lie near the {'upper' if up else 'lower'} limit of ordinary variation"
            f" ({_some(limit, unit)})"
        )
    first = values[signal.places[0]]
    return (
        f"the newest {count} figures, from {since}, {'rise' if up else 'fall'} without a break,"
        f" from {_some(first, unit)} to {_some(last, unit)}"
    )


def _more(difference: float, unit: Unit) -> str:
    if not difference:
        return f"no more and no fewer {unit[1]}"
    one, many = unit
    noun = one if abs(difference) == 1 else many
    return f"{_number(abs(difference))} {'more' if difference > 0 else 'fewer'} {noun}"


def _some(value: float, unit: Unit) -> str:
    one, many = unit
    noun = one if value == 1 else many
    return f"{_number(value)}{'' if noun.startswith('%') else ' '}{noun}"


def _number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")
