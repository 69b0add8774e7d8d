"""What is left, and what starts again, after processes were killed without warning."""

import os
import signal
import socket
import time
from random import Random

import psycopg
import pytest

from tests.support.houses import House, kill_group, wait_for

pytestmark = pytest.mark.machine

KILLS = 20
LONGEST_LIFE_SECONDS = 5.0


@pytest.mark.parametrize("seed", range(KILLS // 5))
def test_nothing_is_left_when_it_is_killed_at_any_moment(anybodys_house: House, seed: int) -> None:
    """Five lives on one data folder, each ended at random: supervisor alone, or its whole group."""
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(5):
        supervisor = anybodys_house.start()
        time.sleep(random.random() * LONGEST_LIFE_SECONDS)
        if random.random() < 0.5:
            supervisor.kill()
        else:
            kill_group(supervisor)
        supervisor.wait()
        anybodys_house.wait_until_nothing_is_left()
    with anybodys_house.running():
        assert anybodys_house.answers()


def test_database_comes_back_on_its_port_when_it_is_killed(house: House) -> None:
    with house.running():
        port = house.database_port()
        killed = house.process("bin/postgres", "-D")
        os.kill(killed, signal.SIGKILL)
        wait_for(lambda: _connects(house), "the database answers")
        assert house.process("bin/postgres", "-D") != killed
        assert house.database_port() == port
        wait_for(house.answers, "the web answers")


@pytest.mark.parametrize("program", ["serve.py wsgi:app", "flask --app wsgi worker"])
def test_program_is_started_again_when_it_is_killed(house: House, program: str) -> None:
    with house.running():
        killed = house.process(program)
        os.kill(killed, signal.SIGKILL)
        wait_for(
            lambda: any(
                program in command and pid != killed for pid, command in house.processes().items()
            ),
            "it runs again",
        )
        wait_for(house.answers, "the web answers")


def test_data_is_kept_when_it_starts_again(house: House) -> None:
    with house.running(), psycopg.connect(_owner_url(house)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '窓口' AS word")
    with house.running(), psycopg.connect(_owner_url(house)) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("窓口",)


def test_server_starts_when_its_pid_file_names_a_stranger(house: House) -> None:
    with house.running():
        pass
    pid_file = house.folder / "database" / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n")
    with house.running():
        assert int(pid_file.read_text().split()[0]) != os.getpid()


def test_ctrl_c_stops_everything_in_order(anybodys_house: House) -> None:
    supervisor = anybodys_house.start()
    anybodys_house.wait_until_up()
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.wait(20) == 0
    assert anybodys_house.processes() == {}
    assert not (anybodys_house.folder / "run.json").exists()
    assert not (anybodys_house.folder / "database" / "data" / "postmaster.pid").exists()


def test_port_of_another_program_is_refused_politely(empty_house: House) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", empty_house.port))
        stranger.listen()
        assert f"make run PORT={empty_house.port + 100}" in empty_house.refusal()


def _owner_url(house: House) -> str:
    return str(house.run_file()["environment"]["MIGRATION_DATABASE_URL"])


def _connects(house: House) -> bool:
    try:
        psycopg.connect(_owner_url(house)).close()
    except psycopg.OperationalError:
        return False
    return True
