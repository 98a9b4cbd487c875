"""The recovery code: 26 random characters and 2 that check them, read back however it was copied from paper."""
from __future__ import annotations

import secrets
from dataclasses import dataclass

from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import mark, tr

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""

SECRET, CHECK, GROUP = 26, 2, 4
"""Characters that carry 130 bits, characters that check them, characters printed together."""

PRIME = 1021
"""The largest prime the two check characters can hold: every single slip and every swap leaves another remainder."""

FIELD = mark("Recovery code")
_LOOKALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = {ord(c): None for c in " \t\r\n-‐‑–—_.·"}


@dataclass(frozen=True, repr=False)
class RecoveryCode:
    """A recovery code whose check characters fit; `text` is the 28 characters without hyphens."""

    text: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The seven groups of four as they stand on the recovery sheet."""
        return tuple(self.text[i:i + GROUP] for i in range(0, len(self.text), GROUP))

    @property
    def printed(self) -> str:
        """The groups joined by hyphens."""
        return "-".join(self.groups)

    def secret(self) -> bytes:
        """What the wrapping key is derived from."""
        return self.text[:SECRET].encode("ascii")

    def __repr__(self) -> str:
        return "RecoveryCode(…)"


def new_code() -> RecoveryCode:
    """A fresh code of 130 random bits."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET))
    return RecoveryCode(secret + _check(secret))


def read_code(typed: str) -> RecoveryCode:
    """The code somebody typed: lower case, spaces, O for 0 and I or L for 1 are understood.

    Raises BadInput naming the slip before any key is derived.
    """
    text = typed.translate(_IGNORED).upper().translate(_LOOKALIKE)
    for place, character in enumerate(text):
        if character not in ALPHABET:
            sentence = tr("“{letter}” in group {group} is not used in recovery codes; please compare with your sheet.")
            raise BadInput(FIELD, sentence.format(letter=character, group=place // GROUP + 1))
    if len(text) != SECRET + CHECK:
        sentence = tr("A recovery code has {wanted} characters in seven groups of four; this one has {given}.")
        raise BadInput(FIELD, sentence.format(wanted=SECRET + CHECK, given=len(text)))
    if _check(text[:SECRET]) != text[SECRET:]:
        raise BadInput(FIELD, tr("There is a slip in this recovery code; please compare each group with your sheet."))
    return RecoveryCode(text)


def _check(secret: str) -> str:
    value = 0
    for character in secret:
        value = (value * 32 + ALPHABET.index(character)) % PRIME
    return ALPHABET[value // 32] + ALPHABET[value % 32]
