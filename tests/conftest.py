"""Settings for every test; what a test needs, it builds itself (see builders)."""

import os

import hypothesis

# No time limit for one example: a slow machine is not a wrong answer. Under CI the same examples come every time, so
# that red means a change of ours; new ones are tried on every other machine, and with CME_HYPOTHESIS=thorough.
hypothesis.settings.register_profile(
    "tests", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI"))
)
hypothesis.settings.load_profile("tests")
