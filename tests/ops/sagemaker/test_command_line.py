"""`python -m ops.sagemaker` asks Amazon over HTTP, tells what came of it, and keeps its keys to itself."""

from __future__ import annotations

import io
import json
import tarfile

import pytest

from ops.sagemaker.__main__ import main
from tests.command_line import ROOT
from tests.data.servers import Venue, serving
from tests.ops.sagemaker.amazon import Amazon, amazon

ROLE = "arn:aws:iam::123456789012:role/job"
PLACE = ("--place", "s3://my-bucket/collector")
JOB = (*PLACE, "--role", ROLE, "--image", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/python:3.11-slim")


@pytest.fixture
def services(tmp_path, monkeypatch):
    """The stand-in for Amazon, and keys that are good for nothing else."""
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "the-id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "the-secret")
    with amazon() as found:
        yield found


def call(services: Amazon, *words: str) -> int:
    return main([*words, "--endpoint-url", services.url, "--region", "eu-west-1"])


def test_a_job_is_started_described_and_stopped(services, capsys):
    assert call(services, "start", "collect", *JOB, "--set", "SYMBOLS=ETHUSDT", "--longest", "600") == 0
    name = json.loads(capsys.readouterr().out)["job"]
    assert services.asked[0][0] == "CreateProcessingJob"
    assert services.json(0)["ProcessingJobName"] == name
    assert services.json(0)["Environment"] == {"COLLECT_PASSES": "1", "COLLECT_SYMBOLS": "ETHUSDT"}
    assert services.json(0)["StoppingCondition"] == {"MaxRuntimeInSeconds": 600}
    assert call(services, "describe", name) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ProcessingJobStatus"] == "Completed"
    assert told["CreationTime"].startswith("2024-03-10 15:30:00")
    assert call(services, "stop", name) == 0
    assert services.asked[2] == ("StopProcessingJob", json.dumps({"ProcessingJobName": name}).encode())


def test_a_schedule_is_made_shown_and_taken_back(services, capsys):
    role = ("--scheduler-role", "arn:aws:iam::123456789012:role/scheduler")
    assert call(services, "schedule", "collect", *JOB, *role, "--every-minutes", "60") == 0
    assert call(services, "describe-schedule", "collect") == 0
    assert '"ScheduleExpression": "rate(60 minutes)"' in capsys.readouterr().out
    assert call(services, "unschedule", "collect") == 0
    operations = [operation for operation, _ in services.asked]
    assert operations == [f"{method} /schedules/collect" for method in ("POST", "GET", "DELETE")]
    target = services.json(0)["Target"]
    assert json.loads(target["Input"])["ProcessingJobName"] == "collect-<aws.scheduler.execution-id>"


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the code is packed by git")
def test_the_code_is_uploaded_whole(services):
    assert call(services, "upload", *PLACE) == 0
    (code, archive), (readme, _) = services.asked
    assert code == "PUT /my-bucket/collector/code/collector.tar.gz"
    assert readme == "PUT /my-bucket/collector/data/README.txt"
    with tarfile.open(fileobj=io.BytesIO(archive)) as unpacked:
        assert {"requirements/core.txt", "minilean/__init__.py", "ops/sagemaker/run_job.sh"} <= set(unpacked.getnames())


def test_a_notebook_instance_is_made(services):
    assert call(services, "notebook", "collector", *PLACE, "--role", ROLE, "--volume", "20") == 0
    operations = [operation for operation, _ in services.asked]
    assert operations == ["CreateNotebookInstanceLifecycleConfig", "CreateNotebookInstance"]
    assert services.json(1)["VolumeSizeInGB"] == 20


def test_a_refusal_is_one_sentence_without_keys(services, capsys):
    services.refused = "CreateProcessingJob"
    assert call(services, "start", "collect", *JOB) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("sagemaker: An error occurred (ValidationException)")
    assert told.err.count("\n") == 1
    assert "the-" not in told.err


def test_without_keys_nothing_is_asked(services, capsys, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    assert call(services, "stop", "collect-1") == 1
    assert capsys.readouterr().err == "sagemaker: Unable to locate credentials\n"
    assert services.asked == []


def test_a_job_that_would_fail_is_not_asked_for(services, capsys):
    assert call(services, "start", "collect", *JOB, "--set", "SYMBOL=ETHUSDT") == 1
    assert "COLLECT_SYMBOL is no setting" in capsys.readouterr().err
    assert services.asked == []


def test_a_place_that_is_none_is_refused(services, capsys):
    assert call(services, "upload", "--place", "my-bucket") == 1
    assert "'my-bucket' is no place in S3 like s3://my-bucket/collector" in capsys.readouterr().err


def test_collecting_here_tells_each_series(tmp_path, capsys, monkeypatch):
    with serving(Venue()) as url:
        chosen = {"DATA_FOLDER": tmp_path, "URL": url, "FIRST": "2024-03-09", "UNTIL": "2024-03-09T05:00"}
        for name, value in chosen.items():
            monkeypatch.setenv(f"COLLECT_{name}", str(value))
        assert main(["collect"]) == 0
    assert capsys.readouterr().out == ("BTCUSDT hour bars from 2024-03-09 00:00:00 to 2024-03-09 05:00:00 UTC: 5\n")


def test_an_exchange_that_gives_nothing_at_all_is_a_failure(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLLECT_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("COLLECT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("COLLECT_PASSES", "1")
    assert main(["collect"]) == 1
    assert "binance could not be asked" in capsys.readouterr().out
