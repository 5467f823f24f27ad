"""Settings for every test; what a test needs, it builds itself (see builders)."""

import hypothesis

# No time limit for one example: a slow machine is not a wrong answer.
hypothesis.settings.register_profile("tests", deadline=None, print_blob=True)
hypothesis.settings.load_profile("tests")
