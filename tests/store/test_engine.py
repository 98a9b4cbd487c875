import sqlite3
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from supervision_desktop.errors import Cancelled, DamagedFile, DiskFull, OpenElsewhere
from supervision_desktop.store import folder as disk
from supervision_desktop.store.backup import Stop
from supervision_desktop.store.engine import SETTINGS, check_file, connect, copying, explain, make_engine, own, writing
from supervision_desktop.store.keys import VaultKey

KEY = VaultKey(bytes(range(32)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "casefile.db"
    disk.new_file(path)
    engine = make_engine(path, KEY)
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE note (body TEXT)"))
        connection.execute(text("INSERT INTO note VALUES ('first')"))
    engine.dispose()
    return path


@pytest.fixture
def engine(path: Path) -> Engine:
    return make_engine(path, KEY)


def test_every_setting_is_in_force(engine: Engine) -> None:
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name, _, _ in SETTINGS}
    assert found == {name: expected for name, _, expected in SETTINGS}


def test_a_transaction_takes_the_write_lock_only_when_it_says_so(engine: Engine) -> None:
    begun: list[str] = []
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.set_trace_callback(begun.append)
        connection.execute(text("SELECT 1"))
        connection.rollback()
        connection.execution_options(writes=True).execute(text("SELECT 1"))
        connection.rollback()
        driver.set_trace_callback(None)
    assert [said for said in begun if said.startswith("BEGIN")] == ["BEGIN", "BEGIN IMMEDIATE"]


def test_tables_made_in_a_failed_transaction_are_gone(engine: Engine) -> None:
    with writing(engine).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE half (a)")
        connection.rollback()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM sqlite_master")).scalars().all() == ["note"]


def test_errors_never_repeat_what_was_typed(engine: Engine) -> None:
    with pytest.raises(DBAPIError) as fault, writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:body)"), {"body": "what she said"})
    assert "what she said" not in str(fault.value)


def test_nothing_opens_without_the_key(path: Path) -> None:
    with pytest.raises(DBAPIError), make_engine(path, VaultKey(bytes(32))).connect():
        pass
    with sqlite3.connect(path) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM note")
    plain.close()
    assert b"first" not in path.read_bytes()


def test_a_missing_file_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(DBAPIError), make_engine(tmp_path / "none.db", KEY).connect():
        pass
    assert not list(tmp_path.iterdir())


def test_a_second_connection_is_refused_once_the_file_is_owned(path: Path, engine: Engine) -> None:
    own(engine)
    with pytest.raises(DBAPIError) as fault, make_engine(path, KEY).connect():
        pass
    assert isinstance(explain(fault.value), OpenElsewhere)
    engine.dispose()


def test_read_only_reads(path: Path) -> None:
    driver = connect(path, KEY, read_only=True)
    assert driver.execute("SELECT body FROM note").fetchone() == ("first",)
    with pytest.raises(Exception, match="readonly"):
        driver.execute("INSERT INTO note VALUES ('second')")
    driver.close()


def test_a_full_disk_has_a_plain_sentence(engine: Engine) -> None:
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.rollback()
    with pytest.raises(DBAPIError) as fault, writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO note VALUES (zeroblob(100000))"))
    assert isinstance(explain(fault.value), DiskFull)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM note")).scalar_one() == 1


def test_a_long_statement_stops_when_asked(engine: Engine) -> None:
    stop = Stop()
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        Timer(0.05, stop.ask).start()
        with pytest.raises(Cancelled), stop.heeded_by(driver):
            driver.execute(endless).fetchone()
        assert driver.execute("SELECT body FROM note").fetchone() == ("first",)
    with pytest.raises(Cancelled), stop.heeded_by(driver):
        pass


def test_a_copy_holds_little_back_and_the_records_are_as_safe_as_before_after_it(engine: Engine) -> None:
    def now() -> dict[str, object]:
        return {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name, _, _ in SETTINGS}

    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        before = now()
        with copying(driver):
            assert {name for name, value in now().items() if value != before[name]} == {"cache_size", "synchronous"}
        assert now() == before
        with pytest.raises(Cancelled), copying(driver):
            raise Cancelled
        assert now() == before


def test_other_faults_keep_their_own_words() -> None:
    assert explain(ValueError("database is full")) is None


def test_a_file_is_looked_at_before_it_is_opened(path: Path) -> None:
    check_file(path)
    with pytest.raises(DamagedFile):
        check_file(path.with_name("none.db"))
