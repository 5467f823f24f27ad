"""Small made-up worlds: what a few services sent over some months, with all the accidents of real lists.

A world is a tuple of ``Upload``s, plain data: the second reading takes it as it is, ``send`` commits it.
Every choice is made by a ``Chooser``, so that Hypothesis or a seed can draw the same worlds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

from cme_data.store import Store
from cme_data.store.uploads import withdraw
from tests.alternative_people import is_permanent
from tests.alternative_spells import CLOSES, OPENS, Upload
from tests.builders import PERSON, a_row, a_upn, upload
from tests.worlds_facts import BORN, CLOCK_DAYS, DAYS, NAMES, OF_A_CHILD, OF_REGISTER, SOURCES, spelt

T = TypeVar("T")
DAY = timedelta(days=1)
TEMPORARY = "E31499992601A"


class Chooser(Protocol):
    """Whoever makes the choices: the first of ``options`` is the plainest."""

    def one_of(self, options: Sequence[T]) -> T: ...


class Seeded:
    """Choices by a seed: the same world every time."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one_of(self, options: Sequence[T]) -> T:
        return self.random.choice(options)


class Drawn:
    """Choices by Hypothesis, which makes a failing world small."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def one_of(self, options: Sequence[T]) -> T:
        return options[self.draw(st.integers(0, len(options) - 1))]


@st.composite
def worlds(draw: st.DrawFn, *, ambiguous: bool = False) -> tuple[Upload, ...]:
    """Worlds of 2–8 children and 0–6 uploads a source; ``ambiguous``: some share keys, names or birth days."""
    return a_world(Drawn(draw), ambiguous=ambiguous, copied=True)


@dataclass
class Child:
    """A child, and what services may know of who it is."""

    surname: str
    forename: str
    born: date
    upn: str | None
    record: str | None


@dataclass
class Source:
    """A service's list as it stands: its lines, which are listed, and which were touched since the last."""

    register: str
    provider: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    child_of: list[int] = field(default_factory=list)
    listed: list[bool] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    mended: dict[int, str] = field(default_factory=dict)


def a_world(
    choose: Chooser,
    *,
    ambiguous: bool = False,
    copied: bool = False,
    most_children: int = 8,
    most_sources: int = 4,
) -> tuple[Upload, ...]:
    """What the services sent; ``copied``: a row may stand on a list twice."""
    chance = chances(choose)
    children = [
        a_child(choose, place, ambiguous) for place in range(choose.one_of(range(2, most_children + 1)))
    ]
    sent: list[tuple[date, Source, str, list[dict[str, Any]]]] = []
    sending = (
        [choose.one_of(SOURCES) for _ in range(most_sources)] if most_sources < len(SOURCES) else SOURCES
    )
    for register, provider in dict.fromkeys(sending):
        source = Source(register, provider)
        days = sorted(choose.one_of(DAYS) for _ in range(choose.one_of((2, 1, 3, 4, 2, 6))))
        for _ in range(choose.one_of((2, 1, len(children) // 2, len(children)))):
            join(choose, source, children, days[0])
        for day in days:
            for _ in range(choose.one_of((1, 2, 3, 5))):
                happen(choose, source, children, day)
            mode = choose.one_of(("snapshot", "snapshot", "snapshot", "additions"))
            rows = [
                dict(line)
                for place, line in enumerate(source.lines)
                if source.listed[place] and (mode == "snapshot" or place in source.touched)
            ]
            source.touched.clear()
            for row in rows:
                if register != "actions" and chance(3):
                    row["borough"] = None  # kept out
            if copied and rows and register != "actions" and chance(5):
                rows.append(choose.one_of(rows) | {"borough": "Out of borough"})
            if rows or mode == "snapshot":
                sent.append((day, source, mode, rows))
    sent += events(choose, children)
    sent.sort(key=lambda each: each[0])
    late = [each for each in sent if chance(8)]
    sent = [each for each in sent if each not in late] + late
    return tuple(
        Upload(
            source.register, source.provider, day, number, mode, tuple(rows), len(sent) if chance(8) else None
        )
        for number, (day, source, mode, rows) in enumerate(sent, start=1)
    )


def events(
    choose: Chooser, children: list[Child]
) -> Iterator[tuple[date, Source, str, list[dict[str, Any]]]]:
    """What the panel's officers send of enquiries and meetings: once listed, there for good."""
    for register, provider in (
        ("enquiries", "Education Welfare Service"),
        ("meetings", "Business support"),
    ):
        for _ in range(choose.one_of((1, 0, 2))):
            made = {
                choose.one_of(CLOCK_DAYS[1:]): choose.one_of(children)
                for _ in range(choose.one_of((3, 1, 6)))
            }
            rows = [
                a_row("enquiries", **who(choose, child, findable=True), made_on=day, check="Home visit")
                if register == "enquiries"
                else a_row("meetings", held_on=day, **papers(choose, day))
                for day, child in made.items()
            ]
            yield choose.one_of(DAYS), Source(register, provider), "additions", rows


def papers(choose: Chooser, held_on: date) -> dict[str, Any]:
    """When the papers of a meeting went out."""
    before = (None, held_on - 9 * DAY, held_on - 7 * DAY, held_on - 6 * DAY, held_on - DAY)
    return {
        "agenda_sent_on": choose.one_of(before),
        "register_sent_on": choose.one_of(before),
        "agenda_exception": choose.one_of((None, "No", "Yes")),
    }


def chances(choose: Chooser) -> Any:
    """A function that is true in so many per cent of cases; seldom is the plainer."""
    return lambda per_cent: choose.one_of(range(100)) >= 100 - per_cent


def a_child(choose: Chooser, place: int, ambiguous: bool) -> Child:
    surname, forename = NAMES[place % len(NAMES)]
    own = a_upn(place + 1)
    upns = (own, None, own, own.replace(own[0], "B" if own[0] == "A" else "A"), TEMPORARY)
    child = Child(surname, forename, BORN[place % len(BORN)], choose.one_of(upns), None)
    child.record = choose.one_of((None, f"R{place + 1}"))
    if place >= len(NAMES):
        child.surname += "abcdefghijklmnop"[place // len(NAMES)]
    if ambiguous and place and choose.one_of((True, False)):
        mixed = choose.one_of(("name", "upn", "record", "surname and upn"))
        if mixed == "name":
            child.surname, child.forename, child.born = *NAMES[0], BORN[0]
        elif mixed == "record":
            child.record = "R1"
        else:
            child.upn = a_upn(1)
            if mixed == "surname and upn":
                child.surname = NAMES[0][0]
    return child


def who(choose: Chooser, child: Child, *, findable: bool = False) -> dict[str, Any]:
    """What a new line says of who the child is; a service need not know every number."""
    name = {
        "surname": spelt(child.surname, choose.one_of((0, 0, 1, 2, 3))),
        "forename": spelt(child.forename, choose.one_of((0, 0, 1, 2, 3))),
        "date_of_birth": child.born,
    }
    numbers = {"upn": child.upn, "record_number": child.record}
    if findable:
        ways = [name, name | numbers]
        ways += [{column: number} for column, number in numbers.items() if number and number != TEMPORARY]
        return choose.one_of(ways)
    known = choose.one_of((("upn", "record_number"), ("upn",), ("record_number",), ()))
    return name | {column: numbers[column] for column in known}


def happen(choose: Chooser, source: Source, children: list[Child], day: date) -> None:
    """One thing changes on a service's list."""
    chosen = choose.one_of(
        (
            "join",
            "join",
            "join",
            "fact",
            "fact",
            "close",
            "close",
            "reopen",
            "drop",
            "relist",
            "opening",
            "again",
            "mend",
        )
    )
    places = range(len(source.lines))
    if chosen == "join" or not source.lines:
        join(choose, source, children, day)
        return
    place = choose.one_of(places)
    line = source.lines[place]
    opens, closes = OPENS[source.register], CLOSES[source.register]
    source.touched.add(place)
    if chosen == "fact":
        facts = OF_REGISTER[source.register] | (OF_A_CHILD if source.register != "actions" else {})
        column = choose.one_of(list(facts))
        line[column] = choose.one_of(facts[column])
    elif chosen == "close" and source.register == "actions":
        line["status"] = choose.one_of(("Completed", "Cancelled"))
        line["completed_on"] = choose.one_of((None, max(day - 2 * DAY, line[opens])))
    elif chosen == "close":
        line[closes] = max(
            line[opens], choose.one_of((day, day - DAY, day - 20 * DAY, day + 5 * DAY, line[opens]))
        )
        if source.register == "cme":
            line["removal_approved_on"] = choose.one_of((line[closes], None, day, line[closes] + 14 * DAY))
    elif chosen == "reopen":
        line[closes] = None
        if source.register == "actions":
            line |= {"status": "Open", "due_on": line["due_on"] + 7 * DAY}
    elif chosen == "drop":
        source.listed[place] = False
    elif chosen == "relist":
        source.listed[place] = True
    elif chosen == "opening" and source.register != "actions":
        moved = line[opens] + choose.one_of((1, -1, 3, -30)) * DAY
        if not line.get(closes) or moved <= line[closes]:
            set_opening(source, place, moved)
    elif chosen == "again" and line.get(closes):
        again = line | {closes: None, "removal_approved_on": None}
        if source.register != "actions":
            add(source, source.child_of[place], {k: v for k, v in again.items() if k in line})
            gap = choose.one_of((0, 1, 30, 365, 366))
            set_opening(source, len(source.lines) - 1, line[closes] + gap * DAY)
    elif chosen == "mend" and source.register != "actions":
        mend(choose, source, place, children[source.child_of[place]])


def join(choose: Chooser, source: Source, children: list[Child], day: date) -> None:
    """A child that the list does not hold as open comes on to it; an action of any child."""
    opens, closes = OPENS[source.register], CLOSES[source.register]
    free = range(len(children))
    if source.register != "actions":
        busy = {source.child_of[place] for place, line in enumerate(source.lines)}
        free = [place for place in free if place not in busy]
    if not free:
        return
    place = choose.one_of(free)
    before = choose.one_of((0, 1, 5, 10, 14, 28, 100, 182, 400, -3))
    opened = day - before * DAY
    facts = OF_REGISTER[source.register] | OF_A_CHILD
    if source.register == "actions":
        of_a_child = {
            column: choose.one_of((None, choose.one_of(values))) for column, values in OF_A_CHILD.items()
        }
        row = a_row(
            "actions",
            **who(choose, children[place], findable=True),
            **of_a_child,
            action_id=f"A{len(source.lines)}",
            agreed_on=opened,
            due_on=opened + choose.one_of((14, 7, 0, 28, 60)) * DAY,
            escalated_on=choose.one_of((None, None, day)),
            status="Open",
            **{column: choose.one_of(values) for column, values in OF_REGISTER["actions"].items()},
        )
    else:
        row = a_row(
            source.register,
            **who(choose, children[place]),
            **{column: choose.one_of(values) for column, values in facts.items()},
            data_provider=source.provider,
            **{opens: opened},
        )
    if source.register == "cme":
        row["identified_on"] = opened - choose.one_of((0, 1, 30, -10)) * DAY
        row["missing_from"] = choose.one_of(
            (None, row["identified_on"] - 10 * DAY, row["identified_on"] - 40 * DAY)
        )
    add(source, place, {closes: None} | row)


def add(source: Source, child: int, line: dict[str, Any]) -> None:
    source.touched.add(len(source.lines))
    source.lines.append(line)
    source.child_of.append(child)
    source.listed.append(True)


def set_opening(source: Source, place: int, opened: date) -> None:
    """Moves a line's opening day, unless another line of that child opens on that day."""
    opens = OPENS[source.register]
    same = [
        other
        for other, child in enumerate(source.child_of)
        if child == source.child_of[place] and other != place
    ]
    if any(source.lines[other][opens] == opened for other in same):
        source.listed[place] = False if source.lines[place][opens] == opened else source.listed[place]
        return
    source.lines[place][opens] = opened


def mend(choose: Chooser, source: Source, place: int, child: Child) -> None:
    """A number comes to be known, or a name is put right; not both, lest it be open whose row it was."""
    line = source.lines[place]
    what = choose.one_of(("upn", "record_number", "forename", "date_of_birth"))
    if source.mended.setdefault(place, what) != what:
        return
    if what == "upn":
        line["upn"] = child.upn
    elif what == "record_number":
        line["record_number"] = child.record
    elif is_permanent(line.get("upn") or ""):
        if what == "forename":
            line["forename"] = choose.one_of((child.forename, f"{child.forename}e"))
        else:
            line["date_of_birth"] = choose.one_of((child.born, child.born - DAY))


def send(store: Store, world: Sequence[Upload]) -> None:
    """Commits a world through the product's own door, in the order it was sent, then withdraws."""
    by_sequence: dict[int, str] = {}
    for each in sorted(world, key=lambda upload: upload.sequence):
        outcome = upload(
            store, each.register, each.rows, each.as_at, each.mode, each.provider, accept_passed=True
        )
        if outcome.committed and outcome.upload:
            by_sequence[each.sequence] = outcome.upload
    for each in world:
        if each.withdrawn_after is not None and each.sequence in by_sequence:
            withdraw(store, by_sequence[each.sequence], "sent by mistake", PERSON, datetime(2027, 7, 31, 9))


def telling_days(world: Sequence[Upload]) -> list[date]:
    """The days on which something changes, and the days beside them: where mistakes show."""
    days = {DAYS[0]}
    for each in world:
        days.add(each.as_at)
        for row in each.rows:
            named = (OPENS[each.register], CLOSES.get(each.register), "missing_from", "identified_on")
            days |= {row[name] for name in named if row.get(name)}
    return sorted(days | {day - DAY for day in days} | {day + DAY for day in days})
