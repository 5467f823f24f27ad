"""The one DuckDB: the only part of the core that speaks to the database."""

from cme_data.store.store import Store
from cme_data.store.uploads import Upload, withdraw
from cme_data.store.world import World

__all__ = ["Store", "Upload", "World", "withdraw"]
