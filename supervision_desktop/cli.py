"""The command line: the same practice file, services and reports without a window.

Everything of ours is imported when a command needs it, so that `--version` and `--help` answer at once. A passphrase
comes from a prompt, a file or standard input, never from an argument, which other programs could read.
"""
from __future__ import annotations

import argparse
import getpass
import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from supervision_desktop import __version__, errors
from supervision_desktop.errors import BadInput, DamagedFile, DiskFull, SupervisionError
from supervision_desktop.i18n import tr

if TYPE_CHECKING:
    from supervision_desktop.reports.report import Context, Report
    from supervision_desktop.reports.style import Sheet
    from supervision_desktop.store.door import Store
    from supervision_desktop.store.passphrase import Passphrase
    from supervision_desktop.store.practice import Practice

OTHER, USAGE = 1, 2
CODES: tuple[tuple[type[SupervisionError], int], ...] = (
    (errors.WrongPassphrase, 3), (errors.OpenElsewhere, 5), (DamagedFile, 4), (errors.NewerFile, 4),
    (errors.PracticeMissing, 4), (errors.BackupRefused, 4), (errors.UpgradeFailed, 4))
FORMATS = ("pdf", "csv", "xlsx", "json")
LEVELS = ("reference", "initials", "full_name")


class BadUsage(SupervisionError):
    """The command cannot be carried out as it was given."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, never repeating a value: it could be a secret in the wrong place."""

    def __init__(self, **how: Any) -> None:
        super().__init__(allow_abbrev=False, **how)

    def error(self, message: str) -> NoReturn:
        """Ends with exit code 2."""
        about, wrong_choice, _ = message.partition("invalid choice")
        if wrong_choice:
            message = about + tr("choose from") + message.rpartition("choose from")[2].rstrip(")")
        about, not_asked, _ = message.partition("ignored explicit argument")
        if not_asked:
            message = about + tr("takes no value")
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(argv: list[str]) -> int:
    """Carries out a command (program name first) and returns its exit code; errors are one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = list(argv[1:])
    parser = _parser(with_reports=given[:1] == ["report"])
    args, rest = parser.parse_known_args(given)
    if rest:
        names = [word.partition("=")[0] for word in rest if word.startswith("-")]
        parser.error(tr("unknown option {names}").format(names=" ".join(names)) if names else tr("a word too many"))
    try:
        return int(args.run(args))
    except BadUsage as fault:
        return _failed(str(fault), USAGE)
    except SupervisionError as fault:
        return _failed(str(fault), next((code for kind, code in CODES if isinstance(fault, kind)), OTHER))
    except OSError as fault:
        name = Path(str(fault.filename)).name if fault.filename else tr("A file")
        why = fault.strerror or tr("the system gives no reason")
        return _failed(tr("“{name}” cannot be used: {why}.").format(name=name, why=why), OTHER)
    except (KeyboardInterrupt, EOFError):
        return _failed(tr("Stopped."), OTHER)


def _failed(sentence: str, code: int) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return code


def _clock() -> datetime:
    return datetime.now(UTC)


def _parser(*, with_reports: bool) -> Parser:
    parser = Parser(prog="supervision-desktop", description=tr("Supervision in one encrypted practice file."))
    parser.add_argument("--version", action="version", version=f"Supervision Desktop {__version__}")
    commands = parser.add_subparsers(metavar=tr("COMMAND"), required=True, parser_class=Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str, *, opens: bool = True) -> Parser:
        one = commands.add_parser(name, help=about, description=about)
        one.set_defaults(run=run)
        if opens:
            _add_opening(one)
        return one

    create = command("create", _create, tr("Make a new, empty practice file."))
    create.add_argument("--recovery-sheet", type=Path, required=True, metavar="PDF", help=tr("Where the sheet goes."))
    create.add_argument("--name", default=tr("Practitioner"), help=tr("Your name as it should stand on paper."))
    demo = command("demo", _demo, tr("Write a sample practice with all its reports."), opens=False)
    export = command("export", _export, tr("Write the whole practice to one unencrypted file."))
    export.add_argument("--include-private", action="store_true", help=tr("With private notes; needed to import it."))
    _add_given(export)
    bring = command("import", _import, tr("Read an exported practice into an empty practice file."))
    for one in (export, bring):
        one.add_argument("--format", choices=("json",), default="json")
    for one in (export, demo):
        one.add_argument("--output", type=Path, required=True, metavar="FILE" if one is export else "DIR")
    for one in (create, export, demo):
        one.add_argument("--force", action="store_true", help=tr("Replace what is already there."))
    command("verify", _verify, tr("Check the practice file, its history and its seals."))
    backup = command("backup", _backup, tr("Make a backup in the practice folder."))
    backup.add_argument("--copy-to", type=Path, metavar="DIR", help=tr("Put a second copy into this folder."))
    restore = command("restore", _restore, tr("Put a backup in the place of the practice file, which is set aside."))
    for one in (bring, restore):
        one.add_argument("--input", type=Path, required=True, metavar="FILE")
    report = commands.add_parser("report", help=tr("Print a report to a file, or list the reports."))
    if with_reports:
        _add_reports(report)
    return parser


def _add_opening(parser: Parser) -> None:
    parser.add_argument("--vault", type=Path, required=True, metavar="DIR", help=tr("The folder of the practice file."))
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=tr("Otherwise it is asked for."))


def _add_given(parser: Parser) -> None:
    parser.add_argument("--given-to", default="", metavar="NAME", help=tr("Note in the share log who gets it."))
    parser.add_argument("--given-for", default="", metavar="WORDS", help=tr("What it is given for."))


def _add_reports(parser: Parser) -> None:
    """One command for each report, with a flag for each of its parameters."""
    from supervision_desktop.fields.kinds import YesNo
    from supervision_desktop.reports import REPORTS
    from supervision_desktop.reports.report import parameters

    chosen = parser.add_subparsers(metavar="ID", required=True, parser_class=Parser)
    chosen.add_parser("list", help=tr("List the reports.")).set_defaults(run=_list_reports)
    for report in REPORTS:
        one = chosen.add_parser(report.ID, help=tr(report.TITLE))
        one.set_defaults(run=_report, report=report)
        _add_opening(one)
        one.add_argument("--output", type=Path, required=True, metavar="FILE")
        one.add_argument("--format", choices=FORMATS, default="pdf")
        one.add_argument("--identify", choices=LEVELS, default=LEVELS[0],
                         help=tr("How clients are named, if not by reference."))
        one.add_argument("--force", action="store_true", help=tr("Replace what is already there."))
        _add_given(one)
        guard = one.add_mutually_exclusive_group()
        guard.add_argument("--pdf-passphrase-file", type=Path, metavar="FILE", help=tr("Protect the PDF with it."))
        guard.add_argument("--unprotected", action="store_true", help=tr("A PDF about cases without a passphrase."))
        for name, field in parameters(report).items():
            bare: dict[str, Any] = {"nargs": "?", "const": "yes"} if isinstance(field, YesNo) else {}
            one.add_argument(f"--{name.replace('_', '-')}", dest=f"parameter_{name}", required=field.required,
                             metavar=field.label.upper().replace(" ", "_"), help=field.help.replace("%", "%%"), **bare)


def _passphrase(file: Path | None, *, new: bool = False) -> Passphrase:
    from supervision_desktop.store.passphrase import Passphrase

    if file is None and sys.stdin.isatty():
        typed = getpass.getpass(tr("Passphrase: "))
        if new and getpass.getpass(tr("The same again: ")) != typed:
            raise BadInput("passphrase", tr("The two passphrases differ. Nothing was made."))
        return Passphrase(typed)
    return Passphrase(_secret(file))


def _secret(file: Path | None) -> str:
    """A passphrase from a file or from standard input; one line end after it is dropped."""
    from supervision_desktop.store.passphrase import LONGEST_LINE, one_line

    source = sys.stdin.buffer if file is None else file.open("rb")
    with source:
        return one_line(source.read(LONGEST_LINE + 1))


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[tuple[Practice, Store]]:
    """The practice file, open until the command is done."""
    from supervision_desktop.exchange.faults import plainly
    from supervision_desktop.store.door import Store
    from supervision_desktop.store.practice import open_practice

    passphrase = _passphrase(args.passphrase_file)
    with plainly():
        practice = open_practice(args.vault, passphrase, clock=_clock)
        try:
            for notice in practice.notices:
                print(tr(notice), file=sys.stderr)
            yield practice, Store(practice.engine, _clock)
        finally:
            practice.close()


def _check_output(args: argparse.Namespace) -> None:
    """Asked before the passphrase is. Raises BadUsage for a name that is taken."""
    path = args.recovery_sheet if "recovery_sheet" in args else args.output
    if not args.force and os.path.lexists(path):
        raise BadUsage(tr("“{name}” is already there; --force replaces it.").format(name=path.name))
    if not path.absolute().parent.is_dir():
        raise BadUsage(tr("There is no folder for “{name}”.").format(name=path.name))


def _create(args: argparse.Namespace) -> int:
    from supervision_desktop.exchange.faults import plainly
    from supervision_desktop.exchange.files import write_file
    from supervision_desktop.reports.recovery_sheet import RecoverySheet, recovery_pdf
    from supervision_desktop.services import people
    from supervision_desktop.store.door import Store
    from supervision_desktop.store.keys import calibrated
    from supervision_desktop.store.practice import create_practice

    _check_output(args)
    own = people.introduce(args.name)
    context, sheet = _context()
    passphrase = _passphrase(args.passphrase_file, new=True)
    with plainly():
        created = create_practice(args.vault, passphrase, clock=_clock, cost=calibrated(time.perf_counter))
        try:
            Store(created.practice.engine, _clock).apply(own, origin="create")
            paper = RecoverySheet(args.name, context.today, created.recovery_code.printed)
            write_file(args.recovery_sheet, recovery_pdf(paper, sheet), force=args.force)
        except (BadInput, DiskFull, OSError):
            raise SupervisionError(tr("The practice file is made, but its recovery sheet could not be written. "
                                      "Make a new recovery code in Settings.")) from None
        finally:
            created.practice.close()
    print(tr("The practice file is made. Print the recovery sheet, then delete it from this computer."))
    return 0


def _demo(args: argparse.Namespace) -> int:
    from supervision_desktop.exchange import demo
    from supervision_desktop.exchange.faults import plainly
    from supervision_desktop.store.door import Store
    from supervision_desktop.store.passphrase import suggest

    try:
        demo.prepare(args.output, force=args.force)
    except BadInput as fault:
        raise BadUsage(str(fault)) from None
    passphrase = suggest()
    context, sheet = _context()
    with plainly():
        practice = demo.make_practice(args.output, passphrase, context, _clock)
        try:
            store = Store(practice.engine, _clock)
            written = [practice.folder.root, *demo.print_all(store, args.output, context, sheet, practice.files),
                       *_pictures(store, args.output)]
        finally:
            practice.close()
    for path in written:
        print(path)
    print(tr("Passphrase: {words}").format(words=passphrase.text))
    return 0


def _pictures(store: Store, output: Path) -> list[Path]:
    """A picture of every tab, drawn without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from supervision_desktop.exchange.demo import PICTURES
    from supervision_desktop.paths import resources_dir
    from supervision_desktop.ui.library import Library
    from supervision_desktop.ui.pictures import draw

    folder = output / PICTURES
    folder.mkdir(exist_ok=True)
    return draw(store, Library(resources_dir()), _clock, folder)


def _export(args: argparse.Namespace) -> int:
    from supervision_desktop.exchange.json_archive import export
    from supervision_desktop.services.sharing import Given

    _check_output(args)
    with _opened(args) as (practice, store):
        left = export(store, args.output, include_private=args.include_private, force=args.force, files=practice.files,
                      given=Given(args.given_to, args.given_for))
    if left:
        print(tr("{n} attachments could not be read and are not in it.").format(n=left), file=sys.stderr)
    print(tr("Written. This file is not encrypted: whoever has it can read it."))
    return 0


def _import(args: argparse.Namespace) -> int:
    from supervision_desktop.exchange.archive_load import load_into
    from supervision_desktop.exchange.archive_read import read_archive
    from supervision_desktop.store.backup import Stop

    with _opened(args) as (practice, store):
        archive = read_archive(args.input)
        practice.backup("before-import", Stop())
        print(tr("{n} records were imported.").format(n=load_into(store, archive, practice.files)))
    return 0


def _verify(args: argparse.Namespace) -> int:
    from supervision_desktop.exchange.check import check_trail
    from supervision_desktop.store.backup import Stop

    with _opened(args) as (practice, store):
        practice.deep_check(Stop())
        print(tr("The file passed the full checks."))
        found = check_trail(store)
    print(tr("History: {n} entries. Seals: {m}.").format(n=found.entries, m=found.seals))
    for fault in found.faults:
        print(fault)
    if found.faults:
        raise DamagedFile(tr("Something was changed outside the program; it is listed above."))
    print(tr("History, records and seals agree."))
    return 0


def _backup(args: argparse.Namespace) -> int:
    from supervision_desktop.store import upkeep
    from supervision_desktop.store.backup import Stop

    with _opened(args) as (practice, store):
        print(upkeep.back_up(practice, store, "request", Stop()).path)
        if args.copy_to:
            print(upkeep.copy(practice, store, args.copy_to, Stop()))
    return 0


def _restore(args: argparse.Namespace) -> int:
    from supervision_desktop.exchange.faults import plainly
    from supervision_desktop.store.backup import Stop
    from supervision_desktop.store.revert import restore_over

    passphrase = _passphrase(args.passphrase_file)
    with plainly():
        print(restore_over(args.vault, args.input, passphrase, clock=_clock, stop=Stop()).sentence)
    return 0


def _list_reports(_args: argparse.Namespace) -> int:
    from supervision_desktop.reports import REPORTS

    for report in REPORTS:
        print(f"{report.ID:<20} {tr(report.TITLE)}")
    return 0


def _report(args: argparse.Namespace) -> int:
    from supervision_desktop.exchange.printing import Output, print_report
    from supervision_desktop.reports.report import fixed_level, parameters, read_params
    from supervision_desktop.services.sharing import Given

    report: Report = args.report
    _check_output(args)
    _check_protection(args, report)
    given = {name: getattr(args, f"parameter_{name}") or "" for name in parameters(report)}
    context, sheet = _context(args.identify)
    try:
        params = read_params(report, given, context.today, context.lists)
        secret = _secret(args.pdf_passphrase_file) if args.pdf_passphrase_file else ""
        if args.identify != "reference":
            print(tr("There is no choice how this report names clients.") if fixed_level(report) else
                  context.lists.help("identification_rule", args.identify), file=sys.stderr)
        with _opened(args) as (practice, store):
            output = Output(args.output, args.format, secret, args.force, Given(args.given_to, args.given_for))
            print_report(store, report, params, context, sheet, output, practice.files)
    except BadInput as fault:
        raise BadUsage(str(fault)) from None
    print(tr("Written. This copy is outside the protection of the practice file."))
    return 0


def _check_protection(args: argparse.Namespace, report: Report) -> None:
    if args.format != "pdf" and (args.pdf_passphrase_file or args.unprotected):
        raise BadUsage(tr("Only a PDF can be protected."))
    if args.format == "pdf" and report.CASES and not (args.pdf_passphrase_file or args.unprotected):
        raise BadUsage(tr("This PDF is about cases: protect it with --pdf-passphrase-file, or say --unprotected."))
    if args.format in ("csv", "xlsx") and not hasattr(report, "rows"):
        raise BadUsage(tr("This report has no table; choose pdf or json."))


def _context(identify: Any = "reference") -> tuple[Context, Sheet]:
    """What every report needs, and how it looks."""
    from supervision_desktop.formats import local_today
    from supervision_desktop.paths import resources_dir
    from supervision_desktop.reports.report import Context
    from supervision_desktop.reports.style import load_sheet
    from supervision_desktop.ui.library import Library

    library = Library(resources_dir())
    context = Context(local_today(_clock), library.lists, library.contract, identify)
    return context, load_sheet(resources_dir())
