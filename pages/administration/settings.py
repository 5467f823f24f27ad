"""What the authority sets for itself: each value with its rule in words, changed with a reason, and who changed what."""

from pages.components import settings_form, settings_history

settings_form.draw(settings_form.chosen())
settings_history.draw()
