"""The passphrase: how it is read, what is asked of a new one, a generator, and advice on its strength."""
from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from itertools import product

from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import mark, tr

SHORTEST, LONGEST = 15, 10_000
"""Characters a new passphrase may have."""

WORDS_IN_PHRASE = 5
LONGEST_LINE = 64 * 1024
"""Bytes of a passphrase file that are read at most."""
ADVICE_READS = 72
"""Characters the strength meter can take in."""

CONSONANTS, VOWELS = "bdfghjklmnprstvwyz", "aeiou"
_UNFIT = ("bum", "dago", "dik", "dyk", "fag", "fuk", "gyp", "homo", "jap", "kak", "kike", "nazi", "nig", "paki", "pedo",
          "pis", "pube", "puta", "rape", "tit", "wog", "wop", "yid")
_COMMON = ("correct horse battery staple", "correcthorsebatterystaple", "passwordpassword", "passwordpassphrase",
           "mypassphrase", "thisismypassword", "thisismypassphrase", "letmeinletmein", "iloveyouiloveyou",
           "qwertyuiopasdfghjkl", "1qaz2wsx3edc4rfv", "supervisiondesktop", "casemanagement", "casemanager",
           "themanagerofcases", "changemechangeme", "administrator", "trustno1trustno1", "abcdefghijklmnopqrstuvwxyz",
           "zyxwvutsrqponmlkjihgfedcba", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890123456789",
           "98765432109876543210", "password", "passphrase", "letmein", "welcome", "qwerty", "secret")
_ADVICE = (
    mark("Very easy to guess; five random words would be far stronger."),
    mark("Easy to guess; a few more unrelated words would help."),
    mark("Fair; one or two more unrelated words would help."),
    mark("Good."),
    mark("Very good."),
)


@dataclass(frozen=True, repr=False)
class Passphrase:
    """A passphrase as typed; equal spellings in Unicode give equal `secret()`."""

    text: str

    def secret(self) -> bytes:
        """What the wrapping key is derived from: NFKC, UTF-8."""
        # "surrogatepass": a stray half character from a clipboard must not end in a traceback.
        return unicodedata.normalize("NFKC", self.text).encode("utf-8", "surrogatepass")

    def __repr__(self) -> str:
        return "Passphrase(…)"


@dataclass(frozen=True)
class Strength:
    """Advice only: 0 (very weak) to 4 (very good), and a sentence."""

    score: int
    sentence: str


def problem(text: str) -> str | None:
    """Why this cannot be a new passphrase, and what would be accepted; None when it can."""
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) < SHORTEST:
        return tr("A passphrase needs at least {n} characters, for example five random words.").format(n=SHORTEST)
    if len(plain) > LONGEST:
        return tr("A passphrase may have up to {n:,} characters.").format(n=LONGEST)
    if _is_common(plain):
        return tr("This passphrase is among the first that would be tried; five random words would be accepted.")
    return None


def _is_common(plain: str) -> bool:
    """On the short list, however decorated or repeated, or fewer than five different characters."""
    squeezed = "".join(c for c in plain.casefold() if c.isalnum())
    if len(set(plain.casefold())) < 5:
        return True
    bare = squeezed.rstrip("0123456789") or squeezed
    return any(_repeats(candidate, common.replace(" ", ""))
               for candidate in (squeezed, bare) for common in _COMMON)


def _repeats(text: str, part: str) -> bool:
    return bool(text) and (part * (len(text) // len(part) + 1)).startswith(text)


def words() -> tuple[str, ...]:
    """The words the generator draws from: pronounceable, four letters, none that offends."""
    every = map("".join, product(CONSONANTS, VOWELS, CONSONANTS, VOWELS))
    return tuple(word for word in every if not any(unfit in word for unfit in _UNFIT))


def suggest() -> Passphrase:
    """Five random words (at least 64 bits)."""
    pool = words()
    return Passphrase(" ".join(secrets.choice(pool) for _ in range(WORDS_IN_PHRASE)))


def strength(text: str) -> Strength:
    """How hard the passphrase would be to guess; never a reason to refuse one."""
    from zxcvbn import zxcvbn  # slow to load, and only the setting-up screen asks

    read = text[:ADVICE_READS]
    score = int(zxcvbn(read)["score"]) if read else 0
    return Strength(score, tr(_ADVICE[score]))


def one_line(data: bytes) -> str:
    """A passphrase as a file holds it: UTF-8, one line end after it is dropped. Raises BadInput."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("passphrase", tr("The passphrase is not UTF-8 text.")) from None
    if not text or len(data) > LONGEST_LINE:
        raise BadInput("passphrase", tr("There is no passphrase, or it is too long. Give it as one line."))
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text


def pause_after(failures: int) -> float:
    """Seconds to wait before another try: none for the first four, then doubling up to half a minute."""
    return 0.0 if failures < 5 else min(30.0, 2.0 ** (failures - 4))
