"""Every upload ever committed: who, when, which file, what it changed; and taking one back."""

from pages.components import ask, history

uploads = history.narrowed(ask.uploads())
history.table(uploads)
history.withdraw(uploads)
