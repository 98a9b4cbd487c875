"""Every record walked: what is stored is declared once, with a label, a help and a list that exists."""


import pytest

from supervision_desktop.content.lists import Lists, load_lists
from supervision_desktop.domain import all_records
from supervision_desktop.domain.base import Record, fields_of, kinds, known_id, label_of, new_id, stored, values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice, Day, Moment, Money, Ref, Tags, Text
from supervision_desktop.paths import resources_dir

assert all_records.__all__
PLUMBING = {"id"}
FIELDS = [(record, name, field) for record in kinds().values() for name, field in fields_of(record).items()]
BY_KIND = pytest.mark.parametrize("record", kinds().values(), ids=kinds().keys())


@pytest.fixture(scope="module")
def lists() -> Lists:
    return load_lists(resources_dir() / "lists")


@BY_KIND
def test_a_column_has_a_field_or_is_plumbing(record: type[Record]) -> None:
    for column in record.__table__.columns:
        assert ("field" in column.info) != (column.key in PLUMBING), column
        if "field" in column.info:
            assert isinstance(column.info["field"], Field), column
            assert column.info["field"].required != column.nullable, column


@BY_KIND
def test_a_field_has_a_label_and_a_line_of_help(record: type[Record]) -> None:
    for name, field in fields_of(record).items():
        assert label_of(record, name) == field.label
        assert field.label.strip() == field.label != "", name
        assert field.help.strip() == field.help != "", name
        assert "\n" not in field.help, name
        assert len(field.label) <= 60, name
        assert not field.help.endswith("."), name


@BY_KIND
def test_a_choice_is_made_from_a_list_that_exists(record: type[Record], lists: Lists) -> None:
    for name, field in fields_of(record).items():
        if isinstance(field, Choice) or (isinstance(field, Tags) and field.list_id):
            assert field.list_id in lists.by_id, name


@BY_KIND
def test_a_reference_names_a_kind_of_record(record: type[Record]) -> None:
    for name, field in fields_of(record).items():
        if isinstance(field, Ref):
            column = record.__table__.columns[name]
            assert field.to in kinds(), name
            assert column.index, name
            assert [key.column.table.name for key in column.foreign_keys] == [field.to], name


@BY_KIND
def test_no_two_fields_of_a_record_have_one_label(record: type[Record]) -> None:
    labels = [field.label for field in fields_of(record).values()]
    assert len(labels) == len(set(labels))


MADE_BY_THE_PROGRAM = {"charge_line", "link"}
"""Worked out whole from other records; nobody is asked for its parts."""


@BY_KIND
def test_at_most_three_things_are_asked_for_before_a_record_exists(record: type[Record]) -> None:
    typed = [
        name for name, field in fields_of(record).items() if field.required and not isinstance(field, Ref | Choice | Moment)
    ]
    assert len(typed) <= 3 or record.__tablename__ in MADE_BY_THE_PROGRAM


@BY_KIND
def test_what_closes_a_record_is_its_own(record: type[Record]) -> None:
    names = fields_of(record).keys()
    if record.SEALED_BY:
        assert isinstance(fields_of(record)[record.SEALED_BY], Moment | Day)
    assert names >= record.OPEN_FIELDS
    assert names >= record.UNSEARCHED
    if record.SEALED_WITH:
        reference = fields_of(record)[record.SEALED_WITH]
        assert isinstance(reference, Ref)
        assert reference.owned
        assert kinds()[reference.to].SEALED_BY


@BY_KIND
def test_a_record_without_values_breaks_no_rule_between_fields(record: type[Record]) -> None:
    assert record.problems({}) == {}
    assert record.problems(dict.fromkeys(fields_of(record))) == {}


def test_a_record_shows_its_kind_and_id_and_nothing_else() -> None:
    case = Case(id="c-1", reference="Alder 47", client_name="Pat Example", status="active")
    assert repr(case) == "<case c-1>"
    assert repr([case]) == "[<case c-1>]"


@pytest.mark.requirement("PRV-02")
def test_a_clients_name_is_optional_and_private() -> None:
    name = fields_of(Case)["client_name"]
    assert name.private
    assert not name.required
    assert not fields_of(Case)["reference"].private


def test_private_fields_say_so_where_they_are_asked_for() -> None:
    private = {f"{r.__tablename__}.{n}": f for r, n, f in FIELDS if f.private}
    assert private.keys() == {"cadence_rule.reason", "case.client_name", "feedback.reaction", "known_name.name",
                              "reflection.private_no_action",
                              "reflection.private_title", "reflection_note.private_answers",
                              "reflection_note.private_functions", "reflection_note.private_text",
                              "session_record.reflection", "session_record.impact", "session_record.support_wanted",
                              "session_record.wellbeing", "session_record.wellbeing_note", "session_rating.remark",
                              "effectiveness_review.stress", "effectiveness_review.stress_note", "supervisor.culture_agreed",
                              "supervisor.culture_mine", "supervisor.culture_theirs", "topic.emotion",
                              "support_source.name", "support_source.contact", "support_source.when_to_use"}
    assert all("not privileged" in private[f"supervisor.culture_{which}"].help for which in ("theirs", "mine", "agreed"))
    assert "not privileged" in private["session_record.reflection"].help
    assert "out of prints" in private["case.client_name"].help


def test_values_are_read_by_name_without_the_id() -> None:
    person = Person(id="p", name="Robin Specimen", email="robin@example.org")
    assert values_of(person)["name"] == "Robin Specimen"
    assert "id" not in values_of(person)
    assert values_of(person).keys() == fields_of(Person).keys()


def test_ids_are_made_by_the_program_and_never_twice() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    assert all(len(new_id()) == 36 for _ in range(3))
    assert known_id("link", "a", "b") == "37e8676d-c534-5345-bf6e-33765f0b3db0"   # stored in people's files


def test_a_column_is_stored_as_its_field_needs() -> None:
    assert str(stored(Money("Fee")).column.type) == "INTEGER"
    assert str(stored(Text("Name")).column.type) == "VARCHAR"
    assert stored(Text("Name", required=True)).column.nullable is False
    assert {Contract.SEALED_BY, SupervisionSession.SEALED_BY} == {"sealed_at", "finished_at"}
