"""The command line over real practice files: what it writes, what it says, and how it ends."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pikepdf
import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from supervision_desktop import __version__, cli
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.exchange import demo
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports import REPORTS
from supervision_desktop.reports.report import Context, parameters
from supervision_desktop.services import people, sharing
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, create_practice, open_practice
from supervision_desktop.ui.library import Library

SECRET = "lantern meadow copper thistle"
WRONG = "wrong horse entirely different"
ROOT = Path(__file__).parents[1]
Run = Callable[..., tuple[int, str, str]]


def now() -> datetime:
    return datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample practice with a client's name in it; only reports, exports and checks are run on it."""
    library = Library(resources_dir())
    context = Context(now().date(), library.lists, library.contract)
    folder = tmp_path_factory.mktemp("cli")
    practice = demo.make_practice(folder, Passphrase(SECRET), context, now)
    store = Store(practice.engine, now)
    with store.read() as db:
        cases = db.scalars(select(Case)).all()
    store.apply(gesture("Names", *(changed(case, client_name="Pat Pretend-Example") for case in cases)))
    practice.close()
    return folder / demo.PRACTICE


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(SECRET + "\n", encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new practice file with nobody in it but the practitioner."""
    practice = create_practice(tmp_path / "empty", Passphrase(SECRET), clock=now, cost=FLOOR).practice
    Store(practice.engine, now).apply(people.introduce("Morgan Sample"))
    practice.close()
    return tmp_path / "empty"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Carries out a command here; returns exit code, output and errors, and sees to it that no secret is in them."""

    def run(*words: object) -> tuple[int, str, str]:
        try:
            code = cli.main(["supervision-desktop", *map(str, words)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        assert SECRET not in out + err
        assert WRONG not in out + err
        if code:
            assert len(err.splitlines()) == 1, err
        return code, out, err

    return run


def opened(folder: Path) -> Practice:
    return open_practice(folder, Passphrase(SECRET), clock=now)


def in_file(folder: Path) -> Iterator[Store]:
    practice = opened(folder)
    yield Store(practice.engine, now)
    practice.close()


def command(*words: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with no terminal."""
    return subprocess.run([sys.executable, "-m", "supervision_desktop", *map(str, words)], input=stdin, cwd=ROOT,
                          capture_output=True, text=True, encoding="utf-8", timeout=60)


def test_version_and_help_answer_without_loading_the_program() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", "import sys\nfrom supervision_desktop.cli import main\ntry:\n    main(['x', '--version'])\n"
         "finally:\n    print({'sqlalchemy', 'reportlab', 'PySide6', 'cryptography'} & set(sys.modules))"],
        cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert seen.stdout == f"Supervision Desktop {__version__}\nset()\n"


@pytest.mark.parametrize("words", [
    (), ("dance",), ("report",), ("report", "horoscope"), ("verify",), ("verify", "--vault"), ("export", "--vault", "x"),
    ("export", "--vault", "x", "--output", "y", "--format", "xml"), ("report", "list", "more"), ("verify", "--vau", "x"),
])
def test_bad_usage_is_two(words: tuple[str, ...], run: Run) -> None:
    assert run(*words)[0] == 2


@pytest.mark.parametrize("words", [
    ("verify", "--vault", "x", f"--passphrase={SECRET}"), ("verify", "--vault", "x", "--passphrase", SECRET), (SECRET,),
    ("report", SECRET), ("report", "action_list", "--vault", "x", "--output", "y", f"--unprotected={SECRET}"),
])
def test_a_secret_in_the_wrong_place_is_not_repeated(words: tuple[str, ...], run: Run) -> None:
    assert run(*words)[0] == 2


def test_create_makes_a_practice_and_its_recovery_sheet(tmp_path: Path, secret: Path, run: Run) -> None:
    folder, sheet = tmp_path / "practice", tmp_path / "sheet.pdf"
    words = ("create", "--vault", folder, "--passphrase-file", secret, "--recovery-sheet", sheet)
    sheet.write_bytes(b"something else")
    code, _, err = run(*words)
    assert (code, folder.exists(), "--force" in err) == (2, False, True)
    assert run(*words, "--force", "--name", "Morgan Sample")[0] == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    if sys.platform != "win32":
        assert sheet.stat().st_mode & 0o777 == 0o600
    for store in in_file(folder):
        with store.read() as db:
            assert [person.name for person in db.scalars(select(Person))] == ["Morgan Sample"]
            assert db.scalar(select(func.count()).select_from(PrintLog)) == 0
    code, _, err = run(*words, "--force")
    assert (code, "already holds a practice file" in err) == (1, True)


def test_a_short_passphrase_makes_nothing(tmp_path: Path, run: Run) -> None:
    short = tmp_path / "short.txt"
    short.write_text("tiny", encoding="utf-8")
    code, _, err = run("create", "--vault", tmp_path / "p", "--passphrase-file", short, "--recovery-sheet", tmp_path / "s")
    assert (code, "at least 15" in err, (tmp_path / "p").exists()) == (1, True, False)


@pytest.mark.parametrize("text", [SECRET, SECRET + "\n", SECRET + "\r\n"])
def test_one_line_end_after_a_passphrase_is_dropped(text: str, tmp_path: Path, sample: Path, run: Run) -> None:
    file = tmp_path / "p.txt"
    file.write_bytes(text.encode())
    assert run("verify", "--vault", sample, "--passphrase-file", file)[0] == 0
    file.write_bytes(text.encode() + b"\n\n")
    assert run("verify", "--vault", sample, "--passphrase-file", file)[0] == 3


def test_a_passphrase_comes_from_standard_input_too(sample: Path) -> None:
    right = command("verify", "--vault", sample, stdin=SECRET + "\n")
    assert (right.returncode, right.stderr) == (0, "")
    wrong = command("verify", "--vault", sample, stdin=WRONG + "\n")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (3, 1)
    assert "Traceback" not in wrong.stderr
    assert WRONG not in wrong.stdout + wrong.stderr
    assert command("verify", "--vault", sample).returncode == 1


def test_each_way_to_fail_has_its_code(tmp_path: Path, sample: Path, secret: Path, run: Run) -> None:
    damaged, cut = tmp_path / "damaged", tmp_path / "cut"
    for folder in (damaged, cut):
        copytree(sample, folder)
    data = bytearray((damaged / "casefile.db").read_bytes())
    data[5000:5100] = bytes(100)
    (damaged / "casefile.db").write_bytes(data)
    (cut / "casefile.db").write_bytes(data[:100])
    bad = tmp_path / "bad.txt"
    bad.write_text(WRONG, encoding="utf-8")
    assert run("verify", "--vault", sample, "--passphrase-file", bad)[0] == 3
    assert run("verify", "--vault", damaged, "--passphrase-file", secret)[0] == 4
    assert run("verify", "--vault", cut, "--passphrase-file", secret)[0] == 4
    assert run("verify", "--vault", tmp_path / "nothing", "--passphrase-file", secret)[0] == 4
    assert run("verify", "--vault", sample, "--passphrase-file", tmp_path / "no.txt")[0] == 1
    practice = opened(sample)
    try:
        code, _, err = run("verify", "--vault", sample, "--passphrase-file", secret)
        assert (code, "already open" in err) == (5, True)
    finally:
        practice.close()


def test_out_in_and_out_again_gives_the_same_bytes(sample: Path, empty: Path, tmp_path: Path, secret: Path,
                                                   run: Run) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    known = ("--passphrase-file", secret)
    assert run("export", "--vault", sample, *known, "--output", one, "--include-private")[0] == 0
    assert run("import", "--vault", empty, *known, "--format", "json", "--input", one)[0] == 0
    assert run("export", "--vault", empty, *known, "--output", two, "--include-private")[0] == 0
    assert one.read_bytes() == two.read_bytes()
    assert run("verify", "--vault", empty, *known)[0] == 0
    code, _, err = run("import", "--vault", empty, *known, "--input", one)
    assert (code, "already holds records" in err) == (1, True)
    assert run("export", "--vault", sample, *known, "--output", one)[0] == 2
    assert run("import", "--vault", empty, *known, "--input", secret)[0] == 4
    assert [*(empty / "backups").glob("*before-import*")]


@pytest.mark.requirement("PRV-08")
def test_a_full_export_has_to_be_asked_for_private_notes(sample: Path, empty: Path, tmp_path: Path, secret: Path,
                                                         run: Run) -> None:
    known = ("--passphrase-file", secret)
    for name, asked in (("without.zip", ()), ("with.zip", ("--include-private",))):
        assert run("export", "--vault", sample, *known, "--output", tmp_path / name, *asked)[0] == 0
        with zipfile.ZipFile(tmp_path / name) as container:
            told = json.loads(container.read("practice.json"))
        assert told["complete"] is bool(asked)
        assert ("Pat Pretend-Example" in json.dumps(told)) is bool(asked)
    code, _, err = run("import", "--vault", empty, *known, "--input", tmp_path / "without.zip")
    assert (code, "without private notes" in err) == (1, True)


@pytest.fixture(scope="session")
def flags(sample: Path) -> dict[str, list[str]]:
    """What each report needs to be told on the sample practice."""
    told = {report.ID: next(demo.choices(store, report)) for store in in_file(sample) for report in REPORTS}
    return {report: [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", value)]
            for report, given in told.items()}


def test_every_report_is_listed_and_every_parameter_is_a_flag(run: Run) -> None:
    code, out, _ = run("report", "list")
    assert (code, [line.split()[0] for line in out.splitlines()]) == (0, [report.ID for report in REPORTS])
    for report in REPORTS:
        code, out, _ = run("report", report.ID, "--help")
        assert code == 0
        for name in parameters(report):
            assert f"--{name.replace('_', '-')}" in out


@pytest.mark.requirement("BIL-12")
def test_lines_to_charge_come_as_csv_and_as_a_workbook(sample: Path, tmp_path: Path, secret: Path, run: Run) -> None:
    known = ("report", "lines_to_charge", "--vault", sample, "--passphrase-file", secret)
    assert run(*known, "--format", "csv", "--output", tmp_path / "a.csv")[0] == 0
    assert run(*known, "--format", "xlsx", "--output", tmp_path / "a.xlsx")[0] == 0
    rows = [*csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"), newline=""))]
    book = [*load_workbook(tmp_path / "a.xlsx").active.values]  # type: ignore[union-attr]  # written a line above
    assert len(rows) > 2
    assert [[float(cell) for cell in row[4:8]] for row in rows[1:]] == [list(row[4:8]) for row in book[1:]]
    assert any(float(row[7]) < 0 for row in rows[1:]), "the correction that waits"


@pytest.mark.parametrize(("report", "given"), [
    ("lines_to_charge", ("--tax-year", "2026")), ("lines_to_charge", ("--starts", "1/1/2020")),
    ("lines_to_charge", ("--ends", "31/12/2030")), ("lines_to_charge", ("--invoice", "NQ-2026-07")),
    ("lines_to_charge", ("--party",)), ("cost_of_supervision", ("--tax-year", "2025")),
    ("cost_of_supervision", ("--starts", "1/1/2020")), ("cost_of_supervision", ("--ends", "31/12/2030")),
    ("my_time_and_cost", ("--tax-year", "2025")), ("my_time_and_cost", ("--starts", "1/1/2020")),
    ("my_time_and_cost", ("--ends", "31/12/2030"))])
def test_every_parameter_about_money_works_by_itself(
        report: str, given: tuple[str, ...], sample: Path, flags: dict[str, list[str]], tmp_path: Path, secret: Path,
        run: Run) -> None:
    asked = given if len(given) == 2 else flags["party_statement"]
    code, _, err = run("report", report, "--vault", sample, "--passphrase-file", secret, "--format", "json", *asked,
                       "--output", tmp_path / "a.json")
    assert (code, err) == (0, "")


@pytest.mark.requirement("RPT-07")
@pytest.mark.parametrize("report", [report.ID for report in REPORTS])
def test_a_report_names_no_client_unless_told_to(
        report: str, sample: Path, flags: dict[str, list[str]], tmp_path: Path, secret: Path, run: Run) -> None:
    known = ("report", report, "--vault", sample, "--passphrase-file", secret, *flags[report], "--format", "json")
    texts = {}
    for level in ("default", "reference", "initials", "full_name"):
        asked = () if level == "default" else ("--identify", level)
        code, _, err = run(*known, *asked, "--output", tmp_path / f"{level}.json")
        assert code == 0
        assert bool(err) == (level in ("initials", "full_name"))
        texts[level] = (tmp_path / f"{level}.json").read_text(encoding="utf-8")
        json.loads(texts[level])
    # The log of what was printed is longer by a line each time.
    assert texts["default"] == texts["reference"] or report == "share_log"
    if report == "subject_access":
        assert "Pretend-Example" in texts["default"], "a copy of all data on a client holds the client's name"
        return
    assert "Pretend-Example" not in texts["default"] + texts["initials"]
    assert "P. P." not in texts["default"]


@pytest.mark.requirement("RPT-07")
@pytest.mark.requirement("RPT-10")
def test_every_report_leaves_one_line_in_the_log(sample: Path, tmp_path: Path, secret: Path, run: Run) -> None:
    copy = tmp_path / "copy"
    copytree(sample, copy)
    known = ("report", "action_list", "--vault", copy, "--passphrase-file", secret)
    protected = ("--pdf-passphrase-file", secret)
    for store in in_file(copy):
        with store.read() as db:
            older = set(db.scalars(select(PrintLog.id)))
    assert run(*known, "--output", tmp_path / "a.pdf", *protected, "--identify", "full_name")[0] == 0
    assert run(*known, "--output", tmp_path / "a.csv", "--format", "csv", "--closed")[0] == 0
    assert run(*known, "--output", tmp_path / "a.csv", "--format", "csv")[0] == 2
    for store in in_file(copy):
        with store.read() as db:
            lines = db.scalars(select(PrintLog).where(PrintLog.id.not_in(older))).all()
    assert len(lines) == 2
    found = {(line.document, line.output, line.identification, line.with_password, line.with_private) for line in lines}
    assert found == {("Action list", "pdf", "full_name", True, False), ("Action list", "csv", "reference", False, False)}
    rows = [*csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"), newline=""))]
    assert len(rows) > 2
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.requirement("PRV-04")
@pytest.mark.requirement("RPT-10")
def test_who_gets_a_report_or_an_export_is_noted(sample: Path, tmp_path: Path, secret: Path, run: Run) -> None:
    copy = tmp_path / "copy"
    copytree(sample, copy)
    known = ("--vault", copy, "--passphrase-file", secret)
    given = ("--given-to", "The deputy", "--given-for", "As asked")
    for store in in_file(copy):
        with store.read() as db:
            older = {one.id for one in sharing.lines(db)}
    assert run("report", "action_list", *known, "--format", "csv", "--output", tmp_path / "a.csv", *given)[0] == 0
    assert run("export", *known, "--output", tmp_path / "a.zip", *given)[0] == 0
    for store in in_file(copy):
        with store.read() as db:
            lines = {one.what: one for one in sharing.lines(db) if one.id not in older}
            every = len(sharing.all_cases(db))
            logged = [one for one in sharing.printed(db) if one.given_to == "The deputy"]
    assert {what: (one.who, one.purpose) for what, one in lines.items()} == {
        "Action list": ("The deputy", "As asked"), "Whole practice": ("The deputy", "As asked")}
    assert 0 < len(lines["Action list"].cases) < len(lines["Whole practice"].cases) == every
    assert {one.output for one in logged} == {"csv", "zip"}


def test_a_pdf_about_cases_is_protected_or_said_not_to_be(sample: Path, tmp_path: Path, secret: Path, run: Run) -> None:
    known = ("report", "my_time_and_cost", "--vault", sample, "--passphrase-file", secret, "--tax-year", "2025")
    closed, plain = tmp_path / "closed.pdf", tmp_path / "plain.pdf"
    code, _, err = run(*known, "--output", closed)
    assert (code, "--unprotected" in err, closed.exists()) == (2, True, False)
    assert run(*known, "--output", closed, "--pdf-passphrase-file", secret)[0] == 0
    assert run(*known, "--output", plain, "--unprotected")[0] == 0
    assert run(*known, "--output", tmp_path / "x.pdf", "--unprotected", "--pdf-passphrase-file", secret)[0] == 2
    assert run(*known, "--output", tmp_path / "x.csv", "--format", "csv", "--unprotected")[0] == 2
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(closed)
    with pikepdf.open(closed, password=SECRET) as document:
        assert document.encryption.R == 6
    with pikepdf.open(plain) as document:
        assert not document.is_encrypted


@pytest.mark.parametrize(("words", "said"), [
    (("my_time_and_cost", "--format", "json", "--starts", "31 June 2026"), "date"),
    (("my_time_and_cost", "--format", "json", "--tax-year", "2025", "--starts", "today"), "not both"),
    (("contract", "--contract", "nobody"), "no longer here"),
    (("contract", "--contract", "x", "--format", "csv"), "no table"),
    (("contract",), "--contract"),
    (("cpd_log", "--which", "all of them"), "not one of With a reflection"),
])
def test_parameters_that_do_not_fit_are_named(words: tuple[str, ...], said: str, sample: Path, tmp_path: Path,
                                              secret: Path, run: Run) -> None:
    code, _, err = run("report", *words, "--vault", sample, "--passphrase-file", secret, "--output", tmp_path / "out")
    assert (code, (tmp_path / "out").exists()) == (2, False)
    assert said in err


def test_verify_names_what_was_changed_behind_the_program(empty: Path, secret: Path, run: Run) -> None:
    known = ("verify", "--vault", empty, "--passphrase-file", secret)
    assert run(*known)[0] == 0
    for store in in_file(empty):
        with store.writing() as connection:
            connection.execute(update(Person).values(name="Somebody Else"))
    code, out, err = run(*known)
    assert (code, "changed outside the program" in out, "listed above" in err) == (4, True, True)
    assert "Somebody Else" not in out + err


def test_backup_says_where_it_is(empty: Path, secret: Path, run: Run) -> None:
    code, out, _ = run("backup", "--vault", empty, "--passphrase-file", secret)
    assert (code, Path(out.strip()).parent == empty / "backups", Path(out.strip()).is_file()) == (0, True, True)


def test_demo_writes_a_practice_and_every_report(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "demo"
    code, out, _ = run("demo", "--output", folder)
    assert code == 0
    *paths, last = out.splitlines()
    assert all(Path(path).exists() for path in paths)
    for report in REPORTS:
        assert str(folder / "reports" / f"{report.ID}.pdf") in paths
    words = last.removeprefix("Passphrase: ")
    open_practice(folder / "practice", Passphrase(words), clock=now).close()
    assert run("demo", "--output", folder)[0] == 2


def test_demo_replaces_a_sample_and_nothing_else(tmp_path: Path, empty: Path) -> None:
    own = tmp_path / "own"
    (own / "practice").mkdir(parents=True)
    (own / "practice" / "records").write_bytes(b"real")
    with pytest.raises(Exception, match="not empty"):
        demo.prepare(own, force=True)
    assert (own / "practice" / "records").read_bytes() == b"real"
    fresh = tmp_path / "fresh"
    demo.prepare(fresh, force=False)
    (fresh / "reports").mkdir()
    (fresh / "mine.txt").write_bytes(b"hers")
    demo.prepare(fresh, force=True)
    assert sorted(path.name for path in fresh.iterdir()) == ["SAMPLE.txt", "mine.txt"]
