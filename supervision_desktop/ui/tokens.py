"""The named colours of the look: light, dark and our own high contrast."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """Colours by what they are for; a pair `x`, `x_soft` is a word on its own soft ground."""

    window: str
    panel: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str

    def tone(self, name: str) -> tuple[str, str]:
        """Word and ground of a badge: good, warn, bad, accent, or quiet for any other name."""
        return {
            "good": (self.good, self.good_soft),
            "warn": (self.warn, self.warn_soft),
            "bad": (self.bad, self.bad_soft),
            "accent": (self.accent, self.accent_soft),
        }.get(name, (self.quiet, self.window))


LIGHT = Tokens(
    window="#F6F7F8", panel="#FFFFFF", line="#DFE3E6", text="#1D2327", quiet="#5D6870",
    accent="#1F6F78", on_accent="#FFFFFF", accent_soft="#E3F0F1",
    good="#2B6B3A", good_soft="#E4F2E7", warn="#9A5B00", warn_soft="#FBF0DD", bad="#A3262A", bad_soft="#FAE6E6",
)
DARK = Tokens(
    window="#1B1F22", panel="#23282C", line="#3A4147", text="#E8ECEE", quiet="#A3AEB5",
    accent="#6FC3CC", on_accent="#10272A", accent_soft="#1F3B3F",
    good="#8FCB9E", good_soft="#22392A", warn="#E7B566", warn_soft="#3D3120", bad="#F09A9C", bad_soft="#452627",
)
CONTRAST = Tokens(
    window="#000000", panel="#000000", line="#FFFFFF", text="#FFFFFF", quiet="#FFFFFF",
    accent="#FFE14D", on_accent="#000000", accent_soft="#1A1A00",
    good="#9DF0AE", good_soft="#000000", warn="#FFD27F", warn_soft="#000000", bad="#FFB3B5", bad_soft="#000000",
)
PAPER = "#FFFFFF"
"""The ground of drawings made for paper, in every theme."""
