"""The store itself: its backups, whether it is whole, and how large it is."""

from pages.components import backups

backups.state()
backups.now()
backups.listed()
backups.health()
