"""Names in texts: found as people write them, taken out and nothing else."""

from __future__ import annotations

import pytest

from supervision_desktop.domain.mentions import Names, words_of


@pytest.mark.parametrize("text", ["Alder 47", "alder-47 rang", "ALDER47.", "about Alder\n47", "Zoë Ünal’s mother",
                                  "zoë ünal", "Then Zoë said", "ZOË too", "Zoe\u0308 rang"])
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert Names(["Alder 47", "Zoë Ünal"], ["Zoë"]).stand_in(text)


@pytest.mark.parametrize("text", ["Alder 470", "Malder 47", "an alder", "zoë alone in small letters", "Zoëlla", ""])
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert not Names(["Alder 47", "Zoë Ünal"], ["Zoë"]).stand_in(text)


def test_it_is_taken_out_and_the_rest_stays() -> None:
    names = Names(["Alder 47", "Zoë Ünal"], ["Zoë"])
    assert names.without("Zoë Ünal (alder 47) and Zoë; not Alder 4") == "(erased) ((erased)) and (erased); not Alder 4"
    assert names.found("Zoë Ünal and Zoë") == ("Zoë Ünal", "Zoë")
    assert [*names.lines("one\n  of Zoë Ünal \nthree")] == ["of Zoë Ünal"]
    broken = "Zoë, and Alder\n47 at last; Alder 47\nno\nZoe\u0308"
    assert [*names.lines(broken)] == ["Zoë, and Alder", "Zoë, and Alder 47 at last; Alder 47", "Zoë"]
    assert names.without(broken) == "(erased), and (erased) at last; (erased)\nno\n(erased)"


def test_too_short_a_name_is_not_looked_for() -> None:
    names = Names(["A1", "-"], ["Jo"])
    assert not names
    assert not names.stand_in("A1 and Jo")
    assert names.without("A1") == "A1"
    assert names.found("A1") == ()


def test_a_word_of_a_name_counts_unless_somebody_else_bears_it() -> None:
    assert words_of(["Ash Sample 2"], ["Ruth Sample"]) == ["Ash"]
