"""A made-up authority over several years: no child, school, officer or number in it is real."""

from cme_data.sample.files import SampleFile, history_files, write
from cme_data.sample.history import SEED, YEARS, History, Upload, authority
from cme_data.sample.terms import settings_toml

__all__ = [
    "SEED",
    "YEARS",
    "History",
    "SampleFile",
    "Upload",
    "authority",
    "history_files",
    "settings_toml",
    "write",
]
