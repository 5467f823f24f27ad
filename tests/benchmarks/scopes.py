"""Whose names a person was sent: those of children whom the person may not see, and of those whom the person may."""

import re

from cme_data import access, scoping
from cme_data.access import Person
from cme_data.store import Store


class Names:
    """The names of the children whom a person may not see, and of those whom the person may; without namesakes."""

    def __init__(self, store: Store, person: Person) -> None:
        world = store.world()
        rows = world.rows("""SELECT DISTINCT child, surname, forename FROM spells JOIN versions USING (spell_id)
            JOIN contents USING (content_id) WHERE child IS NOT NULL AND surname IS NOT NULL AND forename IS NOT NULL""")
        seen = (
            scoping.visible(world, person) if access.may(person.role, access.CHILDREN) else frozenset[str]()
        )
        hidden, own = set[bytes](), set[bytes]()
        for row in rows:
            some = own if seen is None or row["child"] in seen else hidden
            some.add(f"{row['surname']}, {row['forename']}".encode())
        # Nor with names that stand within another: Simmons, Ella is sent with Simmons, Ella-Rose.
        may = b"|".join(own)
        self.hidden, self.own = {name for name in hidden if name not in may}, own - hidden
        names = self.hidden | self.own
        self._lengths = sorted({(name.index(b", "), len(name)) for name in names})

    def in_(self, sent: bytes) -> tuple[int, int]:
        """How many of each were sent."""
        commas = [comma.start() for comma in re.finditer(rb", ", sent)]
        found = {sent[at - before : at - before + whole] for at in commas for before, whole in self._lengths}
        return len(found & self.hidden), len(found & self.own)
