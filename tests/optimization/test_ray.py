"""Sweeps on a real Ray cluster of this machine."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

from tests.market_data import real_data
from tests.optimization.test_optimize import a_project


@pytest.fixture(scope="module")
def cluster():
    """The address of a cluster started for these tests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ray = Path(sysconfig.get_path("scripts"), "ray")
    home = tempfile.mkdtemp(prefix="ray-")  # pytest's own folders are too long for the sockets in it
    command = [
        str(ray), "start", "--head", "--num-cpus=2", "--node-ip-address=127.0.0.1", f"--port={port}",
        "--include-dashboard=false", "--disable-usage-stats", f"--temp-dir={home}",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    yield f"127.0.0.1:{port}"
    subprocess.run([str(ray), "stop", "--force"], check=False, capture_output=True, timeout=120)
    shutil.rmtree(home, ignore_errors=True)


def a_sweep(folder, address, *slow):
    ranges = ["--parameter", "fast", "5", "10", "5", "--parameter", "slow", *slow]
    where = ["--data-folder", str(real_data()), "--output", str(folder / "sweep"), "--json"]
    command = [sys.executable, "-m", "minilean", "optimize", a_project(folder), *ranges, *where, "--ray", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)


def test_a_cluster_runs_a_sweep_and_survives_a_run_that_dies(tmp_path, cluster):
    done = a_sweep(tmp_path, cluster, "49", "99", "50")
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert (outcome["runs"], outcome["failed"], outcome["parameters"]["slow"]) == (4, 2, "49")


def test_an_address_without_a_cluster_is_refused_in_a_sentence(tmp_path):
    done = a_sweep(tmp_path, "127.0.0.1:1", "20", "20", "1")
    assert done.returncode == 1
    assert "no Ray cluster answers at 127.0.0.1:1" in done.stderr
