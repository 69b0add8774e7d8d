"""The embedded server: who it lets in, what it forgives, what it refuses."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.core.embedded_postgres import roles
from app.core.embedded_postgres.cluster import Cluster
from app.core.embedded_postgres.remains import clear_remains
from app.core.refusals import Refusal


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "database", "superuser-password", durable=False)
    yield cluster
    cluster.stop()


def test_nobody_is_let_in_without_the_password(cluster: Cluster) -> None:
    cluster.start()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.url(password="wrong"))


def test_password_is_in_no_file_of_the_folder(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    files = [file for file in cluster.folder.rglob("*") if file.is_file()]
    assert not [file for file in files if b"superuser-password" in file.read_bytes()]


def test_port_stays_the_same_from_start_to_start(cluster: Cluster) -> None:
    cluster.start()
    port = cluster.port
    cluster.stop()
    cluster.start()
    assert cluster.port == port


def test_half_made_data_folder_of_a_killed_start_is_made_anew(cluster: Cluster) -> None:
    unfinished = cluster.folder / "data.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    cluster.start()
    assert not unfinished.exists()


def test_data_of_another_version_is_refused(cluster: Cluster) -> None:
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(Refusal, match="PostgreSQL 18"):
        cluster.start()


def test_roles_are_given_new_passwords_when_they_exist_already(cluster: Cluster) -> None:
    cluster.start()
    roles.provide_roles(cluster.url(), "old", "old")
    roles.provide_roles(cluster.url(), "new", "new")
    psycopg.connect(cluster.url(roles.APPLICATION, "new")).close()


def test_pid_file_of_a_stranger_is_removed(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n")
    clear_remains(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()


def test_pid_file_of_a_dead_server_is_left_to_the_next_one(tmp_path: Path) -> None:
    never_used = int(Path("/proc/sys/kernel/pid_max").read_text()) + 1
    (tmp_path / "postmaster.pid").write_text(f"{never_used}\n{tmp_path}\n")
    clear_remains(tmp_path)
    assert (tmp_path / "postmaster.pid").exists()


def test_unreadable_pid_file_is_removed(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text("")
    clear_remains(tmp_path)
    assert not (tmp_path / "postmaster.pid").exists()
