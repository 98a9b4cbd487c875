from collections.abc import Iterator

import pytest

from supervision_desktop.errors import BadInput
from supervision_desktop.store.recovery import ALPHABET, RecoveryCode, new_code, read_code


def slips(text: str) -> Iterator[str]:
    """Every single character replaced, and every two characters exchanged."""
    for place, character in enumerate(text):
        yield from (text[:place] + other + text[place + 1:] for other in ALPHABET if other != character)
    for one in range(len(text)):
        for two in range(one + 1, len(text)):
            if text[one] != text[two]:
                yield text[:one] + text[two] + text[one + 1:two] + text[one] + text[two + 1:]


@pytest.mark.fault(31)
def test_slips_are_named_before_any_key_is_derived() -> None:
    missed = total = 0
    for slip in slips(new_code().text):
        total += 1
        try:
            read_code(slip)
        except BadInput:
            continue
        missed += 1
    assert total > 1_000
    assert missed / total <= 0.01


@pytest.mark.fault(31)
@pytest.mark.parametrize("typed", [
    "{c.printed}", " {c.printed}\n", "{lower}", "{spaced}", "{letters}",
])
def test_it_is_read_however_it_was_copied(typed: str) -> None:
    code = RecoveryCode("0101-ABCD-EFGH-JKMN-PQRS-TVWX-YZ00".replace("-", ""))
    code = read_code(with_check(code.text[:26]))
    text = typed.format(c=code, lower=code.printed.lower(), spaced=" ".join(code.groups),
                        letters=code.text.replace("0", "o").replace("1", "l"))
    assert read_code(text) == code


def with_check(secret: str) -> str:
    """The one ending of two characters that fits."""
    for first in ALPHABET:
        for second in ALPHABET:
            try:
                return read_code(secret + first + second).text
            except BadInput:
                continue
    raise AssertionError("no ending fits")


@pytest.mark.parametrize(("typed", "said"), [
    ("ABCD", "this one has 4"),
    ("ABCU-0000", "“U” in group 1"),
    ("ABCD-00!0", "“!” in group 2"),
    ("", "this one has 0"),
])
def test_what_is_wrong_is_said(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as fault:
        read_code(typed)
    assert fault.value.field == "Recovery code"


def test_codes_differ_and_hide_themselves() -> None:
    code = new_code()
    assert code != new_code()
    assert code.text not in repr(code)
    assert [len(group) for group in code.groups] == [4] * 7
