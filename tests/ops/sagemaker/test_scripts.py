"""The shell scripts do in order what their comments say; what belongs to Amazon's machines is stood in for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import time
from datetime import datetime
from pathlib import Path

import pytest

from minilean.data.crypto_files import write_crypto_bars
from ops.sagemaker.notebook_instance import on_start
from ops.sagemaker.s3_place import S3Place
from tests.command_line import ROOT
from tests.data.folders import lines_of
from tests.data.servers import Venue, serving
from tests.data.test_exchange_history import a_bar

FOLDER = ROOT / "ops/sagemaker"
PYTHON = """#!/usr/bin/env bash
# a bare Python 3.11: it has venv and pip, and writes down what they are asked for
case "$*" in
    *import\\ ccxt*) exit 1 ;;
    -c*) exit 0 ;;
    "-m venv --clear"*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
    *) echo "$@" >>"$ASKED" ;;
esac
"""
SUDO = '#!/usr/bin/env bash\n[[ $1 == -u && $3 == -H ]] && shift 3 && exec "$@"\n'
AWS = '#!/usr/bin/env bash\n[[ "$1 $2" == "s3 cp" ]] && cp "$ARCHIVES/$(basename "$3")" "$4"\n'


def a_command(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with the code and a bare Python."""
    shutil.copytree(FOLDER, tmp_path / "code/ops/sagemaker", ignore=shutil.ignore_patterns("__pycache__"))
    a_command(tmp_path / "bin", "python3.11", PYTHON)
    return tmp_path


def run(script: Path, *words: str, path: str = os.environ["PATH"], **environment: str | Path):
    variables = {"PATH": path, "HOME": "/nowhere", **{name: str(value) for name, value in environment.items()}}
    return subprocess.run(["bash", script, *words], env=variables, capture_output=True, text=True, check=False)


def asked(machine: Path, *words: str) -> list[str]:
    """What set_up.sh asks of Python, with the code's folder as CODE."""
    path = f"{machine / 'bin'}:{os.environ['PATH']}"
    set_up = run(machine / "code/ops/sagemaker/set_up.sh", *words, path=path, ASKED=machine / "asked")
    assert (set_up.returncode, set_up.stderr) == (0, "")
    assert set_up.stdout == f"{machine}/code/.venv/bin/python\n"
    return (machine / "asked").read_text(encoding="utf-8").replace(f"{machine}/code", "CODE").splitlines()


def installed(*names: str) -> list[str]:
    pip = "-m pip install --quiet --disable-pip-version-check"
    pinned = [f"{pip} --require-hashes --requirement CODE/requirements/{name}.txt" for name in names]
    return [*pinned, f"{pip} --no-deps --no-build-isolation --editable CODE"]


def test_a_bare_python_gets_what_the_collector_needs(machine):
    assert asked(machine) == installed("core", "bridge")
    assert all((ROOT / f"requirements/{name}.txt").is_file() for name in ("core", "bridge", "research"))


def test_notebooks_get_more_and_a_kernel(machine):
    kernel = "-m ipykernel install --user --name collector --display-name Collector"
    assert asked(machine, "--kernel") == [*installed("core", "bridge", "research"), kernel]


def test_a_python_that_has_everything_is_taken_as_it_is():
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    set_up = run(FOLDER / "set_up.sh", path=path)
    assert (set_up.returncode, set_up.stderr) == (0, "")
    check = subprocess.run([set_up.stdout.strip(), "-c", "import ccxt, minilean"], check=False)
    assert check.returncode == 0


def test_without_python_and_conda_it_says_what_is_needed(machine):
    tools = machine / "tools"
    tools.mkdir()
    for name in ("bash", "dirname"):
        (tools / name).symlink_to(shutil.which(name) or "")
    set_up = run(machine / "code/ops/sagemaker/set_up.sh", path=str(tools))
    assert set_up.returncode == 1
    assert set_up.stderr.endswith("Python 3.11 is needed: it was not found, and conda could not bring it\n")
    assert not (machine / "code/.venv").exists()


def test_a_job_goes_on_with_what_the_jobs_before_it_collected(tmp_path):
    write_crypto_bars(tmp_path / "earlier", "binance", "BTCUSDT", "hour", [a_bar(datetime(2024, 3, 9), "1")])
    (tmp_path / "data").mkdir()
    with serving(Venue()) as url:
        job = run(
            FOLDER / "run_job.sh",
            path=f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            PROCESSING_FOLDER=tmp_path,
            MESSAGE_FILE=tmp_path / "output/message",
            COLLECT_URL=url,
            COLLECT_FIRST="2024-03-09",
            COLLECT_UNTIL="2024-03-09T04:00",
        )
    assert (job.returncode, job.stderr) == (0, "")
    assert job.stdout == "BTCUSDT hour bars from 2024-03-09 01:00:00 to 2024-03-09 04:00:00 UTC: 3\n"
    assert (tmp_path / "output/message").read_text(encoding="utf-8") == job.stdout
    closes = [line.split(",")[4] for line in lines_of(tmp_path / "data/crypto/binance/hour/btcusdt_trade.zip")]
    assert closes == ["1", "8960.1", "8960.1", "8960.1"]


def test_a_job_whose_collector_fails_fails(tmp_path):
    for name in ("earlier", "data"):
        (tmp_path / name).mkdir()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    message = tmp_path / "message"
    job = run(FOLDER / "run_job.sh", path=path, PROCESSING_FOLDER=tmp_path, MESSAGE_FILE=message, COLLECT_KINDS="x")
    assert job.returncode == 1
    assert message.read_text(encoding="utf-8").startswith("COLLECT_KINDS 'x' cannot be collected")


def test_a_notebook_instance_fetches_the_code_and_sets_itself_up(machine):
    with tarfile.open(machine / "collector.tar.gz", "w:gz") as archive:
        archive.add(machine / "code", arcname=".")
    a_command(machine / "bin", "sudo", SUDO)
    a_command(machine / "bin", "aws", AWS)
    path = f"{machine / 'bin'}:{os.environ['PATH']}"
    (machine / ".bash_profile").write_text(f"export PATH={path}\n", encoding="utf-8")
    script = machine / "on_start.sh"
    script.write_text(on_start(S3Place(bucket="my-bucket", prefix="collector")), encoding="utf-8")
    notebooks = machine / "SageMaker"
    notebooks.mkdir()
    started = run(script, path=path, HOME=machine, NOTEBOOK_FOLDER=notebooks, ARCHIVES=machine, ASKED=machine / "asked")
    assert (started.returncode, started.stdout, started.stderr) == (0, "", "")
    done = f"{notebooks}/collector/.venv/bin/python\n"
    log = notebooks / "collector.log"
    for _ in range(200):
        if log.read_text(encoding="utf-8") == done:
            break
        time.sleep(0.1)
    assert log.read_text(encoding="utf-8") == done
    assert (notebooks / "collector/ops/sagemaker/collect.ipynb").is_file()
    assert "ipykernel install" in (machine / "asked").read_text(encoding="utf-8")
