"""The period of a report: two days, or a UK tax year by the year it begins in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Day, Number
from supervision_desktop.formats import day_text, tax_year_start
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.report import asks


@dataclass(frozen=True)
class PeriodParams:
    """The parameters of a period; nothing given is the present tax year."""

    starts: date | None = field(default=None, metadata=asks(
        Day(mark("From"), mark("First day; empty for the tax year"))))
    ends: date | None = field(default=None, metadata=asks(Day(mark("To"), mark("Last day; empty for today"))))
    tax_year: int | None = field(default=None, metadata=asks(
        Number(mark("Tax year"), mark("The year it begins in: 2025 is 6 April 2025 to 5 April 2026"),
               minimum=1990, maximum=2190)))


@dataclass(frozen=True)
class Period:
    """First and last day, both included."""

    starts: date
    ends: date

    @property
    def text(self) -> str:
        """As it stands under a title."""
        words = tr("{a} to {b}").format(a=day_text(self.starts), b=day_text(self.ends))
        if self == tax_year(self.starts.year):
            return tr("{words} (tax year {a}/{b:02d})").format(
                words=words, a=self.starts.year, b=self.ends.year % 100)
        return words


def tax_year(year: int) -> Period:
    """The UK tax year that begins in a year."""
    return Period(date(year, 4, 6), date(year + 1, 4, 5))


def period_of(params: PeriodParams, today: date) -> Period:
    """The period asked for. Raises BadInput where days and tax year contradict or the end lies before the start."""
    if params.tax_year is not None:
        if params.starts or params.ends:
            raise BadInput("tax_year", tr("Give either a tax year or days, not both."))
        return tax_year(params.tax_year)
    ends = params.ends or today
    starts = params.starts or tax_year_start(ends)
    if ends < starts:
        raise BadInput("ends", tr("To lies before From. Give a day on or after {day}.").format(day=day_text(starts)))
    return Period(starts, ends)
