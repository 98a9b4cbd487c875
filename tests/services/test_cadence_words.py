"""Figures in words: a share never reads as reached where it was not."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.domain.cadence_rules import Figures
from supervision_desktop.services.cadence_words import percent, share


def test_a_share_that_falls_just_short_is_not_rounded_to_what_is_asked() -> None:
    assert share(Figures((), 35, 44, 0, 8000), "week") == "35 of 44 weeks, 79.5 %"
    assert share(Figures((), 35, 44, 0, 7500), "week") == "35 of 44 weeks, 80 %"
    assert share(Figures((), 8, 12, 0, 8000), "month") == "8 of 12 months, 67 %"
    assert percent(9999) == "99.9 %"


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(1, 100))
def test_words_and_figures_agree_on_whether_a_target_is_reached(parts: tuple[int, int], wanted: int) -> None:
    met, counted = parts
    figures = Figures((), met, counted, 0, wanted * 100)
    said = float(share(figures, "week").rsplit(", ", 1)[1].removesuffix(" %"))
    assert (said >= wanted) == figures.reached
