"""What looks like a date, a number, an address or a name. Every pattern is bounded: time grows with the text only."""

from __future__ import annotations

import re

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS) + "|Sept"
_YEAR = r"(?:19|20)\d{2}"
NUMERIC_DAY = rf"\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d{{2}}|\d{{1,2}}-\d{{1,2}}-{_YEAR}"
WRITTEN_DAY = (rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\.?,? {_YEAR}"
               rf"|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}")
ISO_DAY = rf"{_YEAR}-\d{{2}}-\d{{2}}"
_BIRTH = r"\b(?:born|birth|birthday|dob|d\.o\.b\.?)\b[^\n\d]{0,12}"

BIRTH = re.compile(rf"{_BIRTH}(?:{NUMERIC_DAY}|{WRITTEN_DAY}|{ISO_DAY}|\d{{8}}\b|\d{{6}}\b)|\b(?:{NUMERIC_DAY})\b",
                   re.IGNORECASE)
"""A date that is called one of birth, or any in figures as a form has it."""
FULL_DATE = re.compile(rf"\b(?:{WRITTEN_DAY}|{NUMERIC_DAY}|{ISO_DAY})\b", re.IGNORECASE)
CALLED_BIRTH = re.compile(rf"{_BIRTH}(?:\d{{8}}|\d{{6}})\b", re.IGNORECASE)
"""Figures without a sign between them are a date only where they are called one of birth."""
NHS = re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
CALLED_NHS = re.compile(r"\bNHS(?: (?:no|nr|num|number))?[.:#]{0,2} {0,2}\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", re.IGNORECASE)
"""With a slip of the finger the check digit is wrong, and the number may still point to somebody."""
INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b", re.IGNORECASE)
POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[a-z]{1,2}\d[a-z\d]? \d(?!st|nd|rd|th)[a-z]{2})\b")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
PHONE = re.compile(r"(?<![\w+])(?:\+44 ?(?:\(0\) ?)?|0044 ?|\(?0)\d(?:[ ()-]{0,2}\d){8,9}(?!\d)")
NAME = r"[A-Z][\w'’-]{1,30}"
_PARTICLE = r"(?:(?:van|von|de|der|den|du|di|la|le|al|el|ap|bin|st) ){0,2}"
_TITLE = ("Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Revd|Reverend|Cllr|Sgt|Sister|Nurse|Judge|"
          "MR|MRS|MS|MISS|DR")
_ROLE = r"(?!(?:Practitioner|Manager|Specialist|Consultant|Advisor|Adviser|Advocate|Led|In|On|And|Who|At|Or)\b)"
TITLED = re.compile(rf"\b(?:{_TITLE})\b\.? {_ROLE}{_PARTICLE}{NAME}(?: {NAME})?")


def month_of(text: str) -> str:
    """'March 1987' of a full date in any of these forms; "" where it is none."""
    year = re.search(_YEAR, text) or re.search(r"\d{2}$", text)
    named = re.search(_MONTH, text, re.IGNORECASE)
    if named:
        number = next(n for n, name in enumerate(MONTHS, 1) if name[:3].casefold() == named[0][:3].casefold())
    else:
        figures = re.findall(r"\d+", text)
        number = int(figures[1]) if len(figures) == 3 else 0
    if year is None or not 1 <= number <= 12:
        return ""
    return f"{MONTHS[number - 1]} {year[0] if len(year[0]) == 4 else f'20{year[0]}'}"


def is_nhs_number(text: str) -> bool:
    """Whether ten digits have the check digit of an NHS number (modulus 11)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and check != 10
