"""SageMaker processing jobs that collect, one by one or on a schedule of EventBridge Scheduler.

The scheduler calls CreateProcessingJob itself (a universal target), so nothing of ours runs between two jobs. Clients
are botocore's, whose methods are made when the client is: hence Any.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.errors import SettingsError
from ops.sagemaker.s3_place import ARCHIVE
from ops.sagemaker.settings import PREFIX, read_settings

if TYPE_CHECKING:
    from ops.sagemaker.s3_place import S3Place

EXECUTION = "<aws.scheduler.execution-id>"
"""What EventBridge Scheduler replaces by a name of its own for each invocation: two jobs never have the same name."""

_NAME = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,39}")
_PROCESSING = "/opt/ml/processing"
_UNPACKED = f"{_PROCESSING}/collector"
_START = (
    f"mkdir -p {_UNPACKED} && tar -xzf {_PROCESSING}/code/{ARCHIVE} -C {_UNPACKED}"
    f" && exec bash {_UNPACKED}/ops/sagemaker/run_job.sh"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the jobs of a collector have in common: `environment` is COLLECT_ variables, `image` has Python 3.11."""

    name: str
    place: S3Place
    role: str
    image: str
    environment: Mapping[str, str]
    instance_type: str
    volume_gigabytes: int
    longest_seconds: int


def check(job: Job, now: datetime) -> None:
    """Raises SettingsError for a job that would fail, or be stopped on the way, before anything is paid for."""
    if not _NAME.fullmatch(job.name):
        raise SettingsError(
            f"{job.name!r} is no name for jobs: up to 40 letters, digits and single hyphens between them"
        )
    if f"{PREFIX}DATA_FOLDER" in job.environment:
        raise SettingsError(f"{PREFIX}DATA_FOLDER is the job's own: its data folder is {job.place.data}")
    schedule = read_settings({**_environment(job), f"{PREFIX}DATA_FOLDER": _PROCESSING}, now).schedule
    waiting = (schedule.passes - 1) * schedule.every.total_seconds()
    if waiting >= job.longest_seconds:
        raise SettingsError(
            f"{schedule.passes} passes take {waiting:.0f} s and the job may take {job.longest_seconds} s"
        )


def job_request(job: Job, name: str) -> dict[str, Any]:
    """What CreateProcessingJob is to be called with for one job of that name."""
    resources = {"InstanceCount": 1, "InstanceType": job.instance_type, "VolumeSizeInGB": job.volume_gigabytes}
    output = {"S3Uri": job.place.data, "LocalPath": f"{_PROCESSING}/data", "S3UploadMode": "EndOfJob"}
    return {
        "ProcessingJobName": name,
        "RoleArn": job.role,
        "AppSpecification": {"ImageUri": job.image, "ContainerEntrypoint": ["bash", "-c", _START]},
        "Environment": _environment(job),
        "ProcessingInputs": [_input("code", job.place.code), _input("earlier", job.place.data)],
        "ProcessingOutputConfig": {"Outputs": [{"OutputName": "data", "S3Output": output}]},
        "ProcessingResources": {"ClusterConfig": resources},
        "StoppingCondition": {"MaxRuntimeInSeconds": job.longest_seconds},
    }


def start(sagemaker: Any, job: Job, now: datetime) -> str:
    """Starts a job and returns its name."""
    name = f"{job.name}-{now:%Y%m%d-%H%M%S}"
    sagemaker.create_processing_job(**job_request(job, name))
    return name


def stop(sagemaker: Any, name: str) -> None:
    """Asks a job to stop; what it had not brought to S3 is collected again by the next one."""
    sagemaker.stop_processing_job(ProcessingJobName=name)


def describe(sagemaker: Any, name: str) -> dict[str, Any]:
    """How a job goes: its status, what it said and when."""
    return _facts(
        sagemaker.describe_processing_job(ProcessingJobName=name),
        (
            "ProcessingJobName",
            "ProcessingJobStatus",
            "ExitMessage",
            "FailureReason",
            "CreationTime",
            "ProcessingEndTime",
        ),
    )


def schedule(scheduler: Any, job: Job, role: str, every_minutes: int) -> None:
    """Has a job started every so many minutes, from now on; `role` is what the scheduler acts as.

    Raises SettingsError where a job could run into the next one: both would fill the same folder.
    """
    if every_minutes * 60 <= job.longest_seconds:
        raise SettingsError(f"a job may take {job.longest_seconds} s, which is no less than {every_minutes} minutes")
    partition = job.role.split(":")[1]
    scheduler.create_schedule(
        Name=job.name,
        ScheduleExpression=f"rate({every_minutes} minutes)",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target={
            "Arn": f"arn:{partition}:scheduler:::aws-sdk:sagemaker:createProcessingJob",
            "RoleArn": role,
            "Input": json.dumps(job_request(job, f"{job.name}-{EXECUTION}")),
            # an attempt has a name of its own, so a repeated one could be a second job: the next pass makes up for it
            "RetryPolicy": {"MaximumRetryAttempts": 0},
        },
    )


def unschedule(scheduler: Any, name: str) -> None:
    """Starts no more jobs of a schedule; one that runs goes on."""
    scheduler.delete_schedule(Name=name)


def describe_schedule(scheduler: Any, name: str) -> dict[str, Any]:
    """What a schedule is set to."""
    return _facts(scheduler.get_schedule(Name=name), ("Name", "State", "ScheduleExpression", "CreationDate"))


def _environment(job: Job) -> dict[str, str]:
    """A job makes one pass unless it is told otherwise: the schedule makes the others."""
    return {f"{PREFIX}PASSES": "1", **job.environment}


def _input(name: str, address: str) -> dict[str, Any]:
    place = {
        "S3Uri": address,
        "LocalPath": f"{_PROCESSING}/{name}",
        "S3DataType": "S3Prefix",
        "S3InputMode": "File",
        "S3DataDistributionType": "FullyReplicated",
    }
    return {"InputName": name, "S3Input": place}


def _facts(answer: Mapping[str, Any], wanted: tuple[str, ...]) -> dict[str, Any]:
    return {name: answer[name] for name in wanted if name in answer}
