"""The house rules, each said once in plain English and read from the code itself."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "supervision_desktop"

# From the ground up. Who stands on a floor may lean on the floors below and on neighbours of the same floor.
FLOORS = (
    {"errors", "formats", "paths", "settings", "i18n", ""},
    {"fields", "content"},
    {"domain"},
    {"store"},
    {"services"},
    {"reports", "exchange"},
    {"ui"},
    {"app", "cli"},
    {"__main__"},
)
HOMES = {
    "PySide6": {"ui", "app"},
    "reportlab": {"reports"},
    "pikepdf": {"reports"},
    "sqlcipher3": {"store"},
    "keyring": {"store"},
    "alembic": {"store"},
    "openpyxl": {"exchange"},
    "icalendar": {"exchange"},
    "sqlalchemy": {"domain", "store", "services", "reports", "exchange"},
}
OUTSIDE = {"socket", "ssl", "http", "urllib.request", "smtplib", "ftplib", "imaplib", "requests", "httpx", "aiohttp"}
ROOTS = {"app", "cli"}
WALL_CLOCKS = {
    *("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.localtime"),
    *("QDate.currentDate", "QDateTime.currentDateTime", "QTime.currentTime"),
}
NEVER_SAID = re.compile(
    r"\b(compliant|approved|accredited|court-ready|admissible|(?<!not )privileged|legally binding|tamper-proof|proves"
    r"|guaranteed|predicts|risk score|prioritises|recommends|decision support)\b",
    re.IGNORECASE,
)
NEVER_SHOWN = re.compile(r"\b(vaults?|slots?|patients?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return room_of(self.name)

    @property
    def short(self) -> str:
        return self.path.relative_to(ROOT / PACKAGE).as_posix()


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        text = path.read_text(encoding="utf-8")
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, text, ast.parse(text)))
    return tuple(found)


@cache
def names() -> frozenset[str]:
    return frozenset(module.name for module in modules())


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Everything in a tree: nearly every rule walks the whole house, which takes as long as all else."""
    return tuple(ast.walk(tree))


def written_by_hand() -> Iterator[Module]:
    """All but the migrations, which are kept as they were released."""
    return (module for module in modules() if "/migrations/" not in module.path.as_posix())


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in nodes(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the dotted name of what is called."""
    return ((node, ast.unparse(node.func)) for node in nodes(tree) if isinstance(node, ast.Call))


def targets(module: Module, tree: ast.AST) -> Iterator[str]:
    """The full names of everything imported in `tree`, ours as far as the module that holds it."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (_module_of(module, node, alias.name) for alias in node.names)


def _module_of(module: Module, node: ast.ImportFrom, name: str) -> str:
    base = node.module or ""
    if node.level:
        package = module.name if module.path.name == "__init__.py" else module.name.rpartition(".")[0]
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*above, *([base] if base else [])])
    whole = f"{base}.{name}"
    return whole if whole in names() or not base.startswith(PACKAGE) else base


def ours(module: Module, tree: ast.AST) -> set[str]:
    return {name for name in targets(module, tree) if name.split(".")[0] == PACKAGE} - {module.name}


def floor(room: str) -> int:
    return next((height for height, rooms in enumerate(FLOORS) if room in rooms), -1)


def room_of(name: str) -> str:
    """The first name below the package; empty for the package itself."""
    return name.partition(".")[2].partition(".")[0]


def at_run_time(module: Module) -> ast.Module:
    """The module without what stands under `if TYPE_CHECKING`: nothing is imported there when the program runs."""
    tree = ast.parse(module.text)
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            node.body = [ast.Pass()]
    return tree


def test_there_is_a_house_to_look_at() -> None:
    assert len(modules()) > 20


def test_every_room_is_on_the_plan() -> None:
    assert [module.short for module in modules() if floor(module.room) < 0] == []


def test_imports_go_down() -> None:
    climbing = [
        f"{module.short} looks up to {target}"
        for module in modules()
        for target in ours(module, module.tree)
        if floor(room_of(target)) > floor(module.room)
    ]
    assert climbing == []


def test_the_leaves_know_nothing_of_ours_but_each_other() -> None:
    leaning = [
        f"{module.short} imports {target}"
        for module in modules()
        for target in ours(module, module.tree)
        if floor(module.room) == 0 and floor(room_of(target)) != 0
    ]
    assert leaning == []


def test_nothing_imports_in_a_circle() -> None:
    graph = {module.name: ours(module, at_run_time(module)) for module in modules()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as knot:
        pytest.fail(" -> ".join(knot.args[1]))


def test_nothing_imports_the_two_that_put_it_together() -> None:
    users = [
        f"{module.short} imports {target}"
        for module in modules()
        for target in ours(module, module.tree)
        if room_of(target) in ROOTS and module.room not in {"__main__", room_of(target)}
    ]
    assert users == []


def test_only_the_two_that_put_it_together_import_ours_late() -> None:
    late = [
        f"{module.short}: {function.name} imports {target}"
        for module in modules()
        if module.room not in ROOTS
        for function in functions(module.tree)
        for target in ours(module, function)
    ]
    assert late == []


def test_each_library_has_its_home() -> None:
    strays = [
        f"{module.short} imports {target}"
        for module in modules()
        for target in targets(module, module.tree)
        if module.room not in HOMES.get(target.split(".")[0], {module.room})
    ]
    assert strays == []


@pytest.mark.requirement("PRV-10")
def test_nothing_can_reach_the_network() -> None:
    reaching = [
        f"{module.short} imports {target}"
        for module in modules()
        for target in targets(module, module.tree)
        if any(target == name or target.startswith(f"{name}.") for name in OUTSIDE)
        # Raising the window that is already open goes through a socket of this computer's file system.
        or (target.startswith("PySide6.QtNetwork") and module.room != "app")
    ]
    assert reaching == []


def test_package_files_are_empty_but_for_the_three_lists() -> None:
    may_speak = {"__init__.py", "ui/tabs/__init__.py", "reports/__init__.py"}
    packages = [module for module in modules() if module.path.name == "__init__.py"]
    assert [module.short for module in packages if module.text.strip() and module.short not in may_speak] == []


def test_files_can_be_read_at_a_sitting() -> None:
    limits = {"app.py": 200, "ui/main_window.py": 200}
    counted = {module.short: len(module.text.splitlines()) for module in written_by_hand()}
    assert {name: lines for name, lines in counted.items() if lines > limits.get(name, 400)} == {}


def test_functions_fit_on_a_screen_and_constructors_leave_room() -> None:
    too_long = {
        f"{module.short}: {function.name}": length(function)
        for module in written_by_hand()
        for function in functions(module.tree)
        if length(function) > (40 if function.name == "__init__" else 50)
    }
    assert too_long == {}


def test_making_forms_of_fields_keeps_within_its_budget() -> None:
    parts = ("fields/", "ui/editors", "ui/form", "ui/table")
    assert sum(lines_of_code(module) for module in modules() if module.short.startswith(parts)) <= 900


def lines_of_code(module: Module) -> int:
    """Lines that are neither empty nor remark nor docstring."""
    said: set[int] = set()
    for node in nodes(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            said.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(module.text.splitlines(), start=1)
    return sum(1 for number, line in lines if number not in said and line.strip() and not line.strip().startswith("#"))


def test_nothing_is_kept_in_globals() -> None:
    declared = [module.short for module in modules() for node in nodes(module.tree) if isinstance(node, ast.Global)]
    # An empty container at the top of a file is there to be filled while the program runs.
    to_be_filled = [
        f"{module.short}:{node.lineno}"
        for module in written_by_hand()
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        if ast.unparse(node.value) in {"{}", "[]", "set()", "dict()", "list()"}
    ]
    assert (declared, to_be_filled) == ([], [])


def test_the_clock_is_passed_in() -> None:
    looks = [
        f"{module.short}:{node.lineno}: {ast.unparse(node)}"
        for module in modules()
        if module.room not in ROOTS
        for node in nodes(module.tree)
        if isinstance(node, ast.Attribute) and ".".join(ast.unparse(node).split(".")[-2:]) in WALL_CLOCKS
    ]
    assert looks == []


def test_no_shortcuts_past_the_event_loop_or_the_import_system() -> None:
    taken = [
        f"{module.short}:{node.lineno}: {name}"
        for module in modules()
        for node, name in calls(module.tree)
        if name.split(".")[-1] in {"processEvents", "import_module", "__import__", "eval", "exec_"}
    ]
    assert taken == []


def test_no_thread_is_a_class() -> None:
    derived = [
        f"{module.short}: {node.name}"
        for module in modules()
        for node in nodes(module.tree)
        if isinstance(node, ast.ClassDef)
        and {"QThread", "Thread", "threading.Thread"} & {ast.unparse(base) for base in node.bases}
    ]
    assert derived == []


def test_at_most_three_places_catch_everything() -> None:
    nets = [
        f"{module.short}:{node.lineno}"
        for module in modules()
        for node in nodes(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert len(nets) <= 3, nets


def test_who_reads_does_not_write() -> None:
    """Services plan and reports read: neither changes a row."""
    writes = [
        f"{module.short}:{node.lineno}: {name}"
        for module in modules()
        if module.room in {"services", "reports"}
        for node, name in calls(module.tree)
        if re.fullmatch(r"db\.(add|add_all|delete|merge|commit|flush)|sqlalchemy\.(insert|update|delete)", name)
    ]
    borrowed = [
        f"{module.short} imports {target}"
        for module in modules()
        if module.room in {"services", "reports"}
        for target in targets(module, module.tree)
        if re.fullmatch(r"sqlalchemy(\.\w+)*\.(insert|update|delete)", target)
    ]
    assert (writes, borrowed) == ([], [])


def test_the_window_writes_through_its_one_door() -> None:
    other_doors = [
        f"{module.short}:{node.lineno}: {name}"
        for module in modules()
        if module.room == "ui" and module.short != "ui/workspace.py"
        for node, name in calls(module.tree)
        if re.search(r"\b_?store\.apply$", name)
    ]
    assert other_doors == []


def test_a_database_session_is_called_db() -> None:
    """Supervision has sessions of its own; one word must not mean both."""
    misnamed = [
        f"{module.short}: {function.name}({argument.arg})"
        for module in modules()
        for function in functions(module.tree)
        for argument in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        if argument.annotation is not None and ast.unparse(argument.annotation) in {"Session", "orm.Session"}
        if argument.arg != "db"
    ]
    assert misnamed == []


def test_relations_say_when_they_are_loaded() -> None:
    silent = [
        f"{module.short}:{node.lineno}"
        for module in modules()
        for node, name in calls(module.tree)
        if name.split(".")[-1] == "relationship"
        if "raise" not in {ast.unparse(word.value).strip("'") for word in node.keywords if word.arg == "lazy"}
    ]
    assert silent == []


def test_tabs_do_not_know_each_other() -> None:
    listing = next((module for module in modules() if module.name == f"{PACKAGE}.ui.tabs"), None)
    tabs = {name for name in ours(listing, listing.tree) if name.startswith(f"{listing.name}.")} if listing else set()
    acquainted = [
        f"{module.short} imports {target}"
        for module in modules()
        if module.name in tabs
        for target in ours(module, module.tree) & tabs
    ]
    assert acquainted == []


def test_laying_out_a_report_needs_neither_database_nor_clock() -> None:
    asking = [
        f"{module.short}: story({argument.arg})"
        for module in modules()
        if module.room == "reports"
        for function in functions(module.tree)
        if function.name == "story"
        for argument in function.args.args
        if argument.arg in {"db", "store", "clock", "today", "now"}
    ]
    assert asking == []


def test_each_exception_to_a_check_gives_its_reason() -> None:
    bare = [
        f"{module.short}:{number}"
        for module in modules()
        for number, line in enumerate(module.text.splitlines(), start=1)
        if re.search(r"# (type: ignore|noqa)", line)
        if not re.search(r"# (type: ignore\[[\w, -]+\]|noqa: [\w, ]+?)(\s+#|:|\s+[-–—]) *\w+", line)
    ]
    assert bare == []


def test_screens_are_written_by_hand() -> None:
    assert list((ROOT / PACKAGE).rglob("*.ui")) == []


def test_the_packaging_folder_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.requirement("APP-04")
@pytest.mark.parametrize("name", [PACKAGE, "resources", "tests", "packaging", "pyproject.toml", "README.md"])
def test_the_project_has_its_shape(name: str) -> None:
    assert (ROOT / name).exists()


def texts_shown(module: Module) -> Iterator[tuple[int, str]]:
    """What the program says: the texts that go through translation."""
    for node, name in calls(module.tree):
        first = node.args[0] if node.args else None
        if name.split(".")[-1] in {"tr", "mark"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield node.lineno, first.value


def test_words_that_claim_too_much_are_never_shown() -> None:
    claims = [
        f"{module.short}:{line}: {text}"
        for module in modules()
        for line, text in texts_shown(module)
        if NEVER_SAID.search(text) or NEVER_SHOWN.search(text)
    ]
    assert claims == []


def test_shipped_texts_claim_no_more() -> None:
    claims = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in sorted((ROOT / "resources").rglob("*.toml"))
        for found in NEVER_SAID.finditer(path.read_text(encoding="utf-8"))
    ]
    assert claims == []
