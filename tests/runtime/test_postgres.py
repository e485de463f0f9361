"""The embedded server: started, stopped and killed, as root and as an ordinary user, by two at once."""

import os
import pwd
import shutil
import signal
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from rootbridge.base.runtime import binaries, cluster, place, postgres, postmaster, processes
from rootbridge.base.runtime.database import connection_settings
from tests.runtime.accounts import run_as

pytestmark = pytest.mark.faults
ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account: run this as root")


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A folder with a space, a comma and a quote in its name, as a clone that was never started."""
    monkeypatch.setattr(cluster, "ENCODING", (*cluster.ENCODING, "--no-sync"))
    base_dir = tmp_path / "a clone, 'mine'"
    base_dir.mkdir()
    yield base_dir
    remove(base_dir)


def remove(base_dir: Path) -> None:
    found = place.find(base_dir)
    if found is not None:
        postmaster.halt(found)
        shutil.rmtree(found.home, ignore_errors=True)


def connect(base_dir: Path) -> psycopg.Connection:
    settings = connection_settings(base_dir)
    return psycopg.connect(
        host=settings["HOST"], port=settings["PORT"], user=settings["USER"], dbname=settings["NAME"], autocommit=True
    )


def note(base_dir: Path, words: str) -> None:
    with connect(base_dir) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (words text)")
        connection.execute("INSERT INTO note VALUES (%s)", (words,))


def notes(base_dir: Path) -> list[str]:
    with connect(base_dir) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM note ORDER BY words")]


def test_it_starts_stops_and_keeps_its_data(clone):
    assert postgres.status(clone).state == "never-started"
    assert postgres.start(clone) is True
    assert postgres.start(clone) is False
    note(clone, "ȘTEFAN")
    assert postgres.stop(clone) is True
    assert postgres.stop(clone) is False
    assert postgres.status(clone).state == "stopped"
    assert postgres.start(clone) is True
    assert notes(clone) == ["ȘTEFAN"]


def test_it_knows_letters_of_every_alphabet(clone):
    postgres.start(clone)
    with connect(clone) as connection:
        lowered, encoding = connection.execute("SELECT lower('ȘTEFAN ÉCOLE ЖЭ'), getdatabaseencoding()").fetchone()
    assert (lowered, encoding) == ("ștefan école жэ", "UTF8")


def test_it_keeps_to_itself(clone):
    before = stat.S_IMODE(clone.stat().st_mode), stat.S_IMODE(clone.parent.stat().st_mode)
    postgres.start(clone)
    found = place.find(clone)
    assert (stat.S_IMODE(clone.stat().st_mode), stat.S_IMODE(clone.parent.stat().st_mode)) == before
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (found.home, found.data, found.sockets)] == [0o700] * 3
    with connect(clone) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)


def test_it_comes_back_after_every_kill(clone):
    postgres.start(clone)
    for turn in range(2):
        clients = [connect(clone) for _ in range(3)]
        note(clone, f"turn {turn}")
        busy = threading.Thread(target=_keep_busy, args=(clients[0],))
        busy.start()
        os.kill(postgres.status(clone).number, signal.SIGKILL)
        assert postgres.start(clone) is True
        busy.join()
        for client in clients:
            client.close()
    assert notes(clone) == [f"turn {turn}" for turn in range(2)]


def _keep_busy(client: psycopg.Connection) -> None:
    with pytest.raises(psycopg.Error):
        client.execute("SELECT count(*) FROM generate_series(1, 20000) a, generate_series(1, 20000) b")


def test_it_is_left_alone_while_somebody_uses_it(clone):
    postgres.start(clone)
    with connect(clone) as client:
        assert postgres.stop_if_unused(clone) is False
        assert client.execute("SELECT 1").fetchone() == (1,)
    client.close()
    assert _becomes(lambda: postgres.stop_if_unused(clone))
    assert postgres.start(clone) is True


def _becomes(true, seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_it_is_started_once_by_many(clone):
    with ThreadPoolExecutor(4) as pool:
        starts = list(pool.map(lambda _: postgres.start(clone), range(4)))
    assert sorted(starts) == [False, False, False, True]


def test_it_is_not_fooled_by_a_number_that_now_is_somebody_else(clone):
    postgres.start(clone)
    note(clone, "kept")
    postgres.stop(clone)
    (place.find(clone).data / "postmaster.pid").write_text(f"{os.getpid()}\n{clone}\n0\n5432\n\n\n1 2\nready   \n")
    assert postgres.status(clone).state == "stopped"
    assert postgres.start(clone) is True
    assert notes(clone) == ["kept"]


def test_it_is_not_fooled_by_a_zombie_that_nobody_buries(clone):
    postgres.start(clone)
    found = place.find(clone)
    postgres.stop(clone)
    with zombie() as number:
        left = f"{number}\n{found.data}\n0\n5432\n{found.sockets}\n\n1 2\nready   \n"
        (found.data / "postmaster.pid").write_text(left)
        found.socket.with_name(found.socket.name + ".lock").write_text(left)
        assert postgres.start(clone) is True


@contextmanager
def zombie():
    child = os.fork()
    if child == 0:
        os._exit(0)
    while processes.state_of(child) not in ("Z", None):
        pass
    yield child
    os.waitpid(child, 0)


def test_it_begins_again_where_making_the_data_was_cut_short(clone):
    postgres.start(clone)
    found = place.find(clone)
    postgres.stop(clone)
    shutil.rmtree(found.data)
    (found.home / "data.new").mkdir()
    (found.home / "data.new" / "PG_VERSION").write_text("18")
    assert postgres.start(clone) is True


def test_it_says_in_one_line_why_it_does_not_start(clone):
    postgres.start(clone)
    postgres.stop(clone)
    with (place.find(clone).data / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = on\n")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(place.Unavailable) as refused:
        patch.setattr(postgres, "PATIENCE", 1.5)
        postgres.start(clone)
    assert "its log" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_it_says_what_to_do_without_any_postgresql(clone, monkeypatch):
    monkeypatch.setenv("ROOTBRIDGE_POSTGRES_BIN", str(clone))
    with pytest.raises(place.Unavailable, match="DATABASE_URL"):
        postgres.start(clone)


@pytest.mark.skipif(
    not [folder for folder, is_packed in binaries._candidates() if not is_packed],
    reason="this machine has no PostgreSQL of its own: install the package `postgresql`",
)
def test_it_uses_the_machine_s_own_where_the_wheel_does_not_fit(clone, monkeypatch):
    packed = binaries._packed_folders
    monkeypatch.setattr(binaries, "_packed_folders", list)
    postgres.start(clone)
    note(clone, "made by the machine's own")
    own = postgres.status(clone).major
    postgres.stop(clone)
    monkeypatch.setattr(binaries, "_packed_folders", packed)
    postgres.start(clone)
    assert (postgres.status(clone).major, notes(clone)) == (own, ["made by the machine's own"])


def test_a_copy_of_a_clone_has_data_of_its_own(clone, tmp_path):
    postgres.start(clone)
    note(clone, "first")
    if os.geteuid() != 0:
        postgres.stop(clone)
    copy = tmp_path / "copy"
    shutil.copytree(clone, copy)
    try:
        assert postgres.start(copy) is True
        note(copy, "second")
        postgres.start(clone)
        assert notes(clone) == ["first"]
    finally:
        remove(copy)


def test_a_clone_that_moved_keeps_its_data(clone, tmp_path):
    postgres.start(clone)
    note(clone, "moved")
    postgres.stop(clone)
    moved = clone.rename(tmp_path / "elsewhere")
    try:
        postgres.start(moved)
        assert notes(moved) == ["moved"]
    finally:
        remove(moved)


def test_the_address_of_the_socket_stays_short(tmp_path):
    deep = tmp_path / ("deep " * 12) / ("deeper " * 12)
    private = place._private(deep / ".rootbridge", None)
    assert len(os.fsencode(private.socket)) <= place.LONGEST_SOCKET


@ROOT_ONLY
def test_the_server_of_root_does_not_run_as_root(clone):
    postgres.start(clone)
    owner = (Path("/proc") / str(postgres.status(clone).number)).stat().st_uid
    assert pwd.getpwuid(owner).pw_name == place.ACCOUNT


@ROOT_ONLY
def test_an_ordinary_user_has_everything_in_the_clone(clone):
    told = run_as("nobody", clone, _life_of_an_ordinary_user)
    assert told == ["started", "running", "killed", "started", "stopped"]
    assert (clone / ".rootbridge" / "postgres" / "data").owner() == "nobody"


def _life_of_an_ordinary_user(base_dir: Path) -> list[str]:
    told = ["started" if postgres.start(base_dir) else "ran"]
    told.append("ran" if postgres.start(base_dir) else "running")
    os.kill(postgres.status(base_dir).number, signal.SIGKILL)
    told.append("killed")
    told.append("started" if postgres.start(base_dir) else "ran")
    told.append("stopped" if postgres.stop(base_dir) else "was gone")
    return told


@ROOT_ONLY
def test_root_serves_the_data_of_an_ordinary_user_as_that_user(clone):
    run_as("nobody", clone, _start_and_stop)
    postgres.start(clone)
    owner = (Path("/proc") / str(postgres.status(clone).number)).stat().st_uid
    assert pwd.getpwuid(owner).pw_name == "nobody"


def _start_and_stop(base_dir: Path) -> list[str]:
    postgres.start(base_dir)
    postgres.stop(base_dir)
    return []


@ROOT_ONLY
def test_an_ordinary_user_is_told_that_the_data_is_root_s(clone):
    postgres.start(clone)
    assert "run this as root" in run_as("nobody", clone, _reason_of_refusal)[0]


def _reason_of_refusal(base_dir: Path) -> list[str]:
    try:
        postgres.start(base_dir)
    except place.Unavailable as refused:
        return [str(refused)]
    return ["it started"]


def test_a_zombie_is_nobody():
    with zombie() as number:
        assert not processes.is_alive(number)


def test_a_full_shared_memory_is_not_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_shared_memory", lambda: 64 * 1024 * 1024)
    assert cluster._settings(place._private(tmp_path, None), 18)["dynamic_shared_memory_type"] == "mmap"
