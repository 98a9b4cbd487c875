"""The recovery sheet: one page, the code in groups and in one line, what to do, and what happens without it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from supervision_desktop.reports.recovery_sheet import RecoverySheet, recovery_pdf
from supervision_desktop.reports.style import Sheet
from supervision_desktop.store.recovery import new_code, read_code

Pages = Callable[[bytes], list[str]]


@pytest.mark.requirement("PRV-13")
def test_the_code_on_paper_opens_what_it_was_made_for(sheet: Sheet, pages: Pages) -> None:
    code = new_code()
    found = pages(recovery_pdf(RecoverySheet("Ashdown Case Management", date(2026, 11, 21), code.printed), sheet))
    assert len(found) == 1
    typed = found[0].split("in one line: ")[1].split()[0]
    assert read_code(typed).secret() == code.secret()
    for number, group in enumerate(code.groups, 1):
        assert f"{number} {group}" in found[0]


@pytest.mark.requirement("PRV-13")
def test_it_says_that_without_both_the_records_are_lost(sheet: Sheet, pages: Pages) -> None:
    text = pages(recovery_pdf(RecoverySheet("", date(2026, 11, 21), "ABCD-EFGH"), sheet))[0]
    assert "When both are gone the records are gone" in text
    assert "21 November 2026" in text
    assert "this practice" in text
    assert "vault" not in text.lower()


def test_the_code_is_not_in_repr() -> None:
    assert "ABCD" not in repr(RecoverySheet("Practice", date(2026, 11, 21), "ABCD-EFGH"))
