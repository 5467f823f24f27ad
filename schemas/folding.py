"""How a heading or a written value is compared: by its words, not by how it was typed."""

import re
import unicodedata

TICKS = "✓✔☑✅√"
CROSSES = "✗✘☒❌×"

_INITIALS = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?")
_DATE_OR_YES_NO = r"d{1,2}\W*m{1,3}\W*y{2,4}|y\s*/\s*n|yes\s*/\s*no"
_HINT = re.compile(
    rf"[(\[]\s*(?:{_DATE_OR_YES_NO}|y\W*n|yes\W*no|text|free text|decimal|number|optional|required|mandatory"
    r"|drop\W*down|please select|select|if known|if applicable|if any)\s*[)\]]"
    rf"|(?<=\S)\s+(?:{_DATE_OR_YES_NO})\W*$"
)
_PLURAL = re.compile(r"\((e?s)\)")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_NOT_WORDS = re.compile(rf"[^\w{TICKS}{CROSSES}]+|_+")


def fold(text: str) -> str:
    """The words of a text without case, accents, punctuation, stars, format hints or extra spaces.

    ``"Date of\\nbirth* (dd/mm/yyyy)"`` folds like ``"date of birth"``, and ``"D.O.B."`` like ``"dob"``.
    Ticks and crosses stay, because registers use them as values. A text of nothing but punctuation folds to
    the empty text.
    """
    plain = _APOSTROPHES.sub("", text)
    if not plain.isascii():
        # Compatibility forms turn a non-breaking space into a space and split an accent from its letter.
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))
    plain = plain.casefold()
    if "." in plain:
        plain = _INITIALS.sub(lambda match: match[0].replace(".", "") + " ", plain)
    plain = _PLURAL.sub(r"\1", _HINT.sub(" ", plain))
    return " ".join(_NOT_WORDS.sub(" ", plain.replace("&", " and ")).split())


def spelt(spellings: str) -> tuple[str, ...]:
    """Several spellings written as one text with semicolons between them."""
    return tuple(spelling.strip() for spelling in spellings.split(";") if spelling.strip())
