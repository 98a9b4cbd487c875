"""Invoices from supervisors and to supervisees: for which sessions, when due, when paid and by whom (BIL-08, SVE-06)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from supervision_desktop.domain.money import Invoice
from supervision_desktop.formats import day_short, minutes_text, money_text
from supervision_desktop.i18n import tr
from supervision_desktop.reports.cost_of_supervision import invoice_state
from supervision_desktop.services import invoices
from supervision_desktop.services.attachments import PDF, PICTURE
from supervision_desktop.services.invoices import GIVEN, RECEIVED, InvoicePage, InvoiceRow
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.labels import FieldLabel, HeadingLabel, QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.ticks import TickList
from supervision_desktop.ui.workspace import Choices, Workspace

FORM = ("number", "on", "due_on", "net_pence", "vat_pence", "paid_on", "payer", "note")


class InvoicesPart(Section):
    """The invoices of a period, and every older one that is not paid yet. `turned` follows the choice of direction."""

    turned = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Invoices"))
        self._workspace = workspace
        self._page: InvoicePage | None = None
        self.way = ChipBar(tr("Invoices"), [
            ChipSpec(RECEIVED, tr("From supervisors")), ChipSpec(GIVEN, tr("To supervisees"))])
        self.make = button(tr("New invoice from…"))
        self._people = QMenu(self.make)
        self.make.setMenu(self._people)
        self.table = DataTable(tr("Invoices"), [
            Column(tr("Date"), chars=14, text=day_short), Column(tr("With")), Column(tr("Number"), chars=10),
            Column(tr("With VAT"), number=True, chars=10, text=money_text), Column(tr("State"), chars=29)], most_rows=7)
        self._chosen: QWidget | None = None
        self.nothing = QuietLabel("")
        self.add(Sides(self.way, self.make))
        self.add(self.table)
        self.add(self.nothing)
        self._connect()

    def show_invoices(self, rows: Sequence[InvoiceRow], people: Choices) -> None:
        """The invoices of one direction, open ones first; the one chosen stays."""
        today = self._workspace.today()
        ordered = sorted(rows, key=lambda row: (row.paid_on is not None, -row.on.toordinal()))
        self.table.set_rows([(row.on, row.name, row.number, row.gross_pence, invoice_state(row, today)) for row in ordered],
                            [row.id for row in ordered])
        self.table.setVisible(bool(rows))
        still = sum(row.gross_pence for row in rows if row.paid_on is None)
        self.set_hint(tr("{money} open").format(money=money_text(still)) if still else "")
        self._offer(people)
        kept = self._page.invoice.id if self._page else ""
        self._show(self.table.id() or (kept if kept in {row.id for row in rows} else ""))

    def choose(self, invoice_id: str) -> None:
        """Show one."""
        self.table.set_id(invoice_id)
        self._show(invoice_id)

    def let_go(self) -> None:
        """Show none."""
        self._page = None
        if self._chosen is not None:
            self.form.clear()
            self._chosen.hide()

    def _build(self) -> QWidget:
        """The form of an invoice, made when the first one is chosen."""
        self.form = FieldForm(self._workspace, Invoice, FORM, parent=self)
        self.sessions = TickList(tr("Sessions it is for"), least=220)
        self.files = FilesFold(self._workspace, Invoice.__tablename__, kinds=(PDF, PICTURE),
                               words=tr("The invoice itself, a receipt"))
        self.sessions.ticked.connect(self._set_sessions)
        self._who = HeadingLabel("")
        self.paid = button(tr("Paid today"), self._paid)
        self._more = more_button(action(tr("Delete"), self._delete, self), words=tr("More about this invoice"))
        self._told = FieldLabel(tr("Sessions it is for"))
        form = self.form
        return layout.boxed(layout.column(
            Sides(self._who, layout.boxed(FlowLayout(self.paid, self._more))),
            form.columns("number", "on", "due_on", least=140),
            form.columns("net_pence", "vat_pence", "paid_on", "payer", least=120),
            self._told, self.sessions, form["note"], self.files))

    def _connect(self) -> None:
        self.way.chosen.connect(lambda _: self.let_go())
        self.way.chosen.connect(lambda _: self.turned.emit())
        self.table.chosen.connect(self._show)

    def _offer(self, people: Choices) -> None:
        given = self.way.key() == GIVEN
        self.make.setText(tr("New invoice to…") if given else tr("New invoice from…"))
        self.nothing.setText(tr("Nothing sent in this period.") if given else tr("No invoice in this period, none open."))
        self.nothing.setVisible(self.table.isHidden())
        self._people.clear()
        for person_id, name in people:
            self._people.addAction(name.replace("&", "&&")).triggered.connect(partial(self._new, person_id))
        if not people:
            self._people.addAction(tr("Add a supervisee first") if given else tr("Add a supervisor first")).setEnabled(False)

    def _new(self, person_id: str, _checked: bool = False) -> None:
        """An invoice of today for all sessions that are on none yet; untick what it is not for."""
        direction = self.way.key()
        with self._workspace.read() as db:
            free = [one.session_id for one in invoices.not_invoiced(db, person_id, direction)]
            change, invoice_id = invoices.new_invoice(db, direction, person_id, self._workspace.today(), free)
        if self._workspace.commit(change):
            self.choose(invoice_id)
            self.form.focus("number")

    def _show(self, invoice_id: str) -> None:
        with self._workspace.read() as db:
            page = invoices.invoice_page(db, invoice_id) if invoice_id else None
        if page is None:
            self.let_go()
            return
        self._page = page
        if self._chosen is None:
            self._chosen = self._build()
            self.add(self._chosen)
        self._who.setText(page.name)
        self.form.show(page.invoice)
        self.sessions.set_choices([(sid, tr("{day}, {time}").format(day=day_short(on), time=minutes_text(minutes)))
                                   for sid, on, minutes in page.offered])
        self.sessions.set_values(page.chosen)
        for part in (self.sessions, self._told):
            part.setVisible(bool(page.offered))
        self.paid.setVisible(page.invoice.paid_on is None)
        self.files.show_owner(invoice_id)
        self._chosen.show()

    def _set_sessions(self, chosen: Sequence[str]) -> None:
        if self._page is not None:
            with self._workspace.read() as db:
                change = invoices.set_sessions(db, self._page.invoice.id, chosen)
            self._workspace.commit(change)

    def _paid(self) -> None:
        if self._page is not None:
            self._workspace.commit(gesture(tr("Paid"), changed(self._page.invoice, paid_on=self._workspace.today())))

    def _delete(self) -> None:
        if self._page is not None:
            invoice = self._page.invoice
            self.form.discard()
            with self._workspace.read() as db:
                change = invoices.delete_invoice(db, invoice.id)
            self.let_go()
            self._workspace.commit(change, notice=tr("Deleted the invoice of {day}").format(day=day_short(invoice.on)))
