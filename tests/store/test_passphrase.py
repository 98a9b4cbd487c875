import math

import pytest

from supervision_desktop.store.passphrase import Passphrase, pause_after, problem, strength, suggest, words


@pytest.mark.parametrize("text", [
    "tamo kiru peda solu niva", "a fifteen lettr", "Ünïcödé phrase größer",
    "‮right to left phrase‬", "x" * 9_990 + "abcdefghij",
])
def test_accepted(text: str) -> None:
    assert problem(text) is None


@pytest.mark.parametrize(("text", "said"), [
    ("", "at least 15"),
    ("fourteen chars", "at least 15"),
    ("correct horse battery staple", "first that would be tried"),
    ("Password Password 1234", "first that would be tried"),
    ("aaaaaaaaaaaaaaaaaaaa", "first that would be tried"),
    ("qwertyuiopqwertyuiop", "first that would be tried"),
    ("abcde" * 2_001, "up to 10,000"),
])
def test_refused_with_what_would_be_accepted(text: str, said: str) -> None:
    assert said in (problem(text) or "")


def test_suggestions_are_long_enough_and_accepted() -> None:
    assert 5 * math.log2(len(words())) >= 64
    assert len(set(words())) == len(words())
    suggested = {suggest().text for _ in range(20)}
    assert len(suggested) == 20
    assert all(problem(text) is None for text in suggested)


def test_nothing_shows_a_passphrase() -> None:
    assert "tamo" not in repr(Passphrase("tamo kiru")) + str(Passphrase("tamo kiru"))


@pytest.mark.fault(29)
def test_the_same_letters_in_another_spelling_are_the_same_passphrase() -> None:
    assert Passphrase("Zoë Ångström").secret() == Passphrase("Zoe\u0308 A\u030angstro\u0308m").secret()
    assert Passphrase("half \ud800 a pair").secret()


def test_the_meter_reads_the_first_72_characters_and_only_advises() -> None:
    assert strength("").score == 0
    assert strength("aaaa").score < strength(suggest().text).score
    assert strength("tamo kiru peda solu niva " * 40).score == 4
    assert all(strength(text).sentence for text in ("", "abc", "x" * 500))


def test_waiting_grows_after_the_fifth_failure_and_ends_somewhere() -> None:
    assert [pause_after(n) for n in (0, 4, 5, 6, 50)] == [0, 0, 2, 4, 30]
