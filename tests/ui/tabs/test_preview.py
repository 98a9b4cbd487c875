"""The preview: the very PDF that is printed and saved, who is named on it, and the line in the print log."""

from __future__ import annotations

import os
import re
from io import BytesIO

import pikepdf
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.domain.time import Part
from supervision_desktop.services import actions, contracts, time
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui.dialogs.preview import show_preview
from supervision_desktop.ui.dialogs.protect_pdf import ProtectDialog
from supervision_desktop.ui.outlets import Outlets, opened

LONG = 20_000


class Desk:
    """Stands in for the file and printer dialogs: real files, a printer that prints into a PDF."""

    def __init__(self, folder):
        self.file, self.paper, self.names = folder / "copy.pdf", folder / "printed.pdf", []
        self.printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        self.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.printer.setOutputFileName(str(self.paper))

    def choose_file(self, _, name):
        self.names.append(name)
        return self.file

    def outlets(self):
        return Outlets(self.choose_file, lambda _: self.printer)


@pytest.fixture
def desk(tmp_path, qapp):
    return Desk(tmp_path)


@pytest.fixture
def show(workspace, desk, qtbot):
    """Opens a preview and waits for its document."""
    window = QWidget()
    window.resize(1100, 800)
    qtbot.addWidget(window)
    window.show()

    def opened_preview(report_id, **texts):
        made = show_preview(workspace, report_id, texts, desk.outlets(), window)
        assert made is not None
        ready(qtbot, made)
        return made

    return opened_preview


@pytest.fixture
def listed(workspace, few):
    """An action for the case, whose client has a name, and one that writes it out."""
    for words, case in (("Ask the deputy", few.case), ("Ring Mrs Person at SA1 0AA", None)):
        with workspace.read() as db:
            change, _ = actions.add(db, words, workspace.today(), case_id=case)
        assert workspace.commit(change)


def ready(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.made() is not None, timeout=LONG)


def words(pdf):
    holder = QObject()
    document = opened(pdf, holder)
    return re.sub(r"\s+", " ", " ".join(document.getAllText(n).text() for n in range(document.pageCount())))


def log(workspace):
    with workspace.read() as db:
        return [(line.document, line.output, line.identification, line.with_private, line.with_password)
                for line in db.scalars(select(PrintLog))]


def contract(workspace, few, library):
    with workspace.read() as db:
        change, contract_id = contracts.new_contract(db, few.ruth, library.contract("standard"), workspace.today())
    assert workspace.commit(change)
    return contract_id


@pytest.mark.requirement("RPT-01")
def test_what_is_seen_is_what_is_printed_and_it_is_logged(workspace, few, library, show, desk, qtbot):
    dialog = show("contract", contract=contract(workspace, few, library))
    with pikepdf.open(BytesIO(dialog.made().pdf)) as document:
        assert dialog.page_count() == len(document.pages) > 3
    assert f"Page 1 of {dialog.page_count()}" in dialog._pages.text()
    assert "Ruth Example" in words(dialog.made().pdf)
    assert log(workspace) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(log(workspace)), timeout=LONG)
    with pikepdf.open(desk.paper) as document:
        assert len(document.pages) == dialog.page_count()
    assert log(workspace) == [("Supervision contract", "print", "reference", False, False)]
    assert dialog.said() == "Sent to the printer."


def test_only_the_pages_asked_for_are_printed(workspace, few, library, show, desk, qtbot):
    dialog = show("contract", contract=contract(workspace, few, library))
    desk.printer.setFromTo(2, 3)
    dialog.print.click()
    qtbot.waitUntil(lambda: bool(log(workspace)), timeout=LONG)
    with pikepdf.open(desk.paper) as document:
        assert len(document.pages) == 2


@pytest.mark.requirement("RPT-01")
def test_a_contract_is_saved_as_it_is_shown(workspace, few, library, show, desk, qtbot):
    dialog = show("contract", contract=contract(workspace, few, library))
    assert not dialog.side.protect.isChecked()
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(log(workspace)), timeout=LONG)
    assert desk.file.read_bytes() == dialog.made().pdf
    assert desk.names == ["Supervision contract 2026-11-21.pdf"]
    assert log(workspace) == [("Supervision contract", "pdf", "reference", False, False)]
    assert "copy.pdf" in dialog.said()
    if os.name == "posix":
        assert desk.file.stat().st_mode & 0o077 == 0


@pytest.mark.requirement("RPT-07")
def test_no_name_stands_on_a_print_unless_it_was_chosen(workspace, few, listed, show, desk, qtbot):
    dialog = show("action_list")
    text = words(dialog.made().pdf)
    assert "Alder 47" in text
    assert "Hidden" not in text
    assert dialog.side.level() == "reference"
    dialog.side.full_name.click()
    ready(qtbot, dialog)
    assert "Alder 47 (Hidden Person)" in words(dialog.made().pdf)
    dialog.side.protect.setChecked(False)
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(log(workspace)), timeout=LONG)
    assert log(workspace) == [("Action list", "pdf", "full_name", False, False)]
    assert show("action_list").side.level() == "reference"


@pytest.mark.requirement("RPT-07")
def test_initials_only_after_their_warning(workspace, few, listed, show, qtbot):
    dialog = show("action_list")
    dialog.side.initials.click()
    assert dialog.side.level() == "reference"
    assert dialog.side._warned.isVisible()
    assert "H. P." not in words(dialog.made().pdf)
    dialog.side.anyway.click()
    ready(qtbot, dialog)
    assert "Alder 47 (H. P.)" in words(dialog.made().pdf)
    assert not dialog.side._warned.isVisible()


def agree(workspace, few, library, level, *, person=None, **more):
    """A contract in force with the supervisor, with a rule about how clients are named."""
    with workspace.read() as db:
        change, contract_id = contracts.new_contract(db, person or few.ruth, library.contract("standard"), workspace.today())
    assert workspace.commit(change)
    with workspace.read() as db:
        step = changed(db.get_one(Contract, contract_id), **{"identification": level, "status": "signed", **more})
    assert workspace.commit(gesture("Agreed", step))


def share_with_case(workspace, few):
    """Some of the session's time goes to the case, so that its record names it."""
    with workspace.read() as db:
        change = time.split(db, few.session, (Part(30, "supervision", None, "non_billable"),
                                              Part(30, "supervision", few.case, "non_billable")))
    assert workspace.commit(change)


@pytest.mark.requirement("CON-09")
@pytest.mark.requirement("PRV-02")
def test_the_rule_of_the_contract_in_force_is_where_a_print_begins(workspace, few, library, show, seen, qtbot):
    share_with_case(workspace, few)
    assert show("session_record", session=few.session).side.level() == "reference"
    agree(workspace, few, library, "full_name")
    dialog = show("session_record", session=few.session)
    assert dialog.side.level() == "full_name"
    assert dialog.side.full_name.isChecked()
    assert "Alder 47 (Hidden Person)" in words(dialog.made().pdf)
    assert "Your contract says: full name." in seen(dialog.side)
    dialog.side.reference.click()
    ready(qtbot, dialog)
    assert "Hidden" not in words(dialog.made().pdf)
    assert show("session_record", session=few.session).side.level() == "full_name", "a choice is for one print"
    assert show("action_list").side.level() == "reference", "a contract is between two, this document is not"


@pytest.mark.requirement("CON-09")
def test_agreed_initials_come_with_their_warning(workspace, few, library, show, seen, qtbot):
    share_with_case(workspace, few)
    agree(workspace, few, library, "initials")
    dialog = show("session_record", session=few.session)
    assert dialog.side.level() == "initials"
    assert "Alder 47 (H. P.)" in words(dialog.made().pdf)
    assert "Initials are often enough for people who know the family" in seen(dialog.side)
    assert not dialog.side.anyway.isVisible()
    dialog.side.reference.click()
    ready(qtbot, dialog)
    assert not dialog.side._warned.isVisible()
    dialog.side.initials.click()
    assert dialog.side.level() == "reference"
    assert dialog.side.anyway.isVisible()


def test_what_could_identify_someone_is_listed(workspace, few, listed, show, seen, qtbot):
    dialog = show("action_list")
    assert {(find.kind, find.words) for find in dialog.made().finds} == {
        ("Client's name", "Person"), ("Person", "Mara Quill"), ("Postcode", "SA1 0AA")}
    qtbot.waitUntil(lambda: "SA1 0AA" in seen(dialog.side))
    assert "Read it once with a stranger's eyes" in seen(dialog.side)


def test_the_letterhead_is_meant_to_be_there(workspace, few, show):
    with workspace.read() as db:
        me = db.scalars(select(Person).where(Person.name == "Mara Quill")).one()
    assert workspace.commit(gesture("x", changed(me, phone="01632 960417", email="mara@example.org")))
    dialog = show("action_list")
    assert "01632 960417" in words(dialog.made().pdf)
    assert dialog.made().finds == ()


def test_a_document_about_cases_is_protected_unless_chosen_otherwise(workspace, few, listed, show, desk, qtbot):
    dialog = show("action_list")
    assert dialog.side.protect.isChecked()
    dialog.save.click()
    ask = dialog.findChild(ProtectDialog)
    ask.save.click()
    assert "Type a passphrase" in ask.first.problem()
    qtbot.keyClicks(ask.first.editor.line, "brindle fox")
    qtbot.waitUntil(lambda: bool(ask.meter.text()))   # it advises, and holds nothing back
    qtbot.keyClicks(ask.again.editor.line, "brindle ox")
    ask.save.click()
    assert "not the same" in ask.again.problem()
    assert not desk.file.exists()
    ask.again.editor.line.setText("brindle fox")
    ask.save.click()
    qtbot.waitUntil(lambda: bool(log(workspace)), timeout=LONG)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(desk.file)
    with pikepdf.open(desk.file, password="brindle fox") as document:
        assert document.encryption.R == 6
        assert document.encryption.bits == 256
    assert log(workspace) == [("Action list", "pdf", "reference", False, True)]


def test_going_without_protection_is_a_choice(workspace, few, listed, show, desk, qtbot):
    dialog = show("action_list")
    dialog.save.click()
    dialog.findChild(ProtectDialog).without.click()
    qtbot.waitUntil(lambda: bool(log(workspace)), timeout=LONG)
    assert desk.file.read_bytes() == dialog.made().pdf


@pytest.mark.requirement("PRV-08")
def test_private_notes_print_only_when_chosen_twice(workspace, few, show, desk, qtbot):
    with workspace.read() as db:
        record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == few.session)).one()
    assert workspace.commit(gesture("x", changed(record, summary="Went well", reflection="I was afraid")))
    dialog = show("session_record", session=few.session)
    assert "Went well" in words(dialog.made().pdf)
    assert not dialog.side.ask_again.isVisible()
    dialog.side.ask_private.click()
    ready(qtbot, dialog)
    assert "afraid" not in words(dialog.made().pdf)
    assert "not privileged" in dialog.side._caution.text()
    dialog.side.ask_again.click()
    ready(qtbot, dialog)
    assert "I was afraid" in words(dialog.made().pdf)
    dialog.print.click()
    qtbot.waitUntil(lambda: bool(log(workspace)), timeout=LONG)
    assert log(workspace)[0][3] is True
    dialog.side.ask_private.click()
    ready(qtbot, dialog)
    assert "afraid" not in words(dialog.made().pdf)


def test_a_folder_that_takes_no_file_is_named_and_nothing_is_logged(workspace, few, library, show, desk, qtbot):
    desk.file = desk.file.parent / "missing" / "copy.pdf"
    dialog = show("contract", contract=contract(workspace, few, library))
    dialog.save.click()
    qtbot.waitUntil(lambda: "Choose another folder" in dialog.said(), timeout=LONG)
    assert dialog.save.isEnabled()
    assert log(workspace) == []


def test_closing_waits_until_the_copy_is_logged(workspace, few, library, show, desk, qtbot):
    dialog = show("contract", contract=contract(workspace, few, library))
    said = []
    workspace.noticed.connect(lambda words, _: said.append(words))
    dialog.save.click()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: said == ["Saved as copy.pdf."], timeout=LONG)
    assert len(log(workspace)) == 1


def test_what_cannot_be_made_is_said_where_the_page_would_be(workspace, few, desk, qtbot, seen):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = show_preview(workspace, "contract", {"contract": "gone"}, desk.outlets(), window)
    qtbot.waitUntil(lambda: "no longer here" in seen(dialog), timeout=LONG)
    assert not dialog.print.isEnabled()
    dialog.reject()


def test_a_missing_parameter_opens_nothing(workspace, desk, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    said = []
    workspace.noticed.connect(lambda words, _: said.append(words))
    assert show_preview(workspace, "contract", {}, desk.outlets(), window) is None
    assert said == ["Contract is needed."]


def test_a_change_of_mind_leaves_everything_as_it_was(workspace, few, library, desk, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    outlets = Outlets(lambda *_: None, lambda _: None)
    dialog = show_preview(workspace, "contract", {"contract": contract(workspace, few, library)}, outlets, window)
    ready(qtbot, dialog)
    dialog.save.click()
    dialog.print.click()
    assert dialog.said() == ""
    assert log(workspace) == []
    with workspace.read() as db:
        assert len(list(db.scalars(select(Contract)))) == 1
        assert list(db.scalars(select(Action))) == []
    dialog.reject()


def test_a_digital_seal_is_off_until_asked_for_and_its_certificate_is_noted(workspace, few, library, show, desk, qtbot):
    dialog = show("contract", contract=contract(workspace, few, library))
    assert dialog.side.seal.isVisible()
    assert not dialog.side.seal.isChecked()
    dialog.side.seal.setChecked(True)
    assert "not who made it" in dialog.side._seal_words.text()
    assert dialog.side._seal_words.isVisible()
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(log(workspace)), timeout=LONG)
    with pikepdf.open(desk.file) as document:
        assert [str(field["/FT"]) for field in document.Root["/AcroForm"]["/Fields"]] == ["/Sig"]
    with workspace.read() as db:
        (line,) = db.scalars(select(PrintLog))
    assert re.fullmatch(r"[0-9a-f]{16}", line.seal)
