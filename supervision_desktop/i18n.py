"""Texts for people. English stands in the code; a catalogue for another language would be looked up here.

`xgettext -k tr -k mark` finds every text. Values go in after translation: `tr("{n} minutes").format(n=n)`.
"""


def tr(text: str) -> str:
    """The text in the language of the screen or the paper."""
    return text


def mark(text: str) -> str:
    """Mark a text for translation where it is declared; whoever shows it calls `tr`."""
    return text
