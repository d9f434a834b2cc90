"""Jobs and schedules are asked for in requests that Amazon's own models accept."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import botocore.session
import pytest
from botocore.stub import ANY, Stubber
from botocore.validate import ParamValidator

from minilean.errors import SettingsError
from ops.sagemaker import processing_job
from ops.sagemaker.processing_job import Job
from ops.sagemaker.s3_place import S3Place

NOW = datetime(2024, 3, 10, 15, 30)
ROLE = "arn:aws:iam::123456789012:role/job"
SCHEDULER_ROLE = "arn:aws:iam::123456789012:role/scheduler"
ARN = "arn:aws:sagemaker:eu-west-1:123456789012:processing-job/x"


def a_job(**changes) -> Job:
    plain = {
        "name": "collect",
        "place": S3Place(bucket="my-bucket", prefix="desk/collector"),
        "role": ROLE,
        "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/python:3.11-slim",
        "environment": {"COLLECT_SYMBOLS": "BTCUSDT,ETHUSDT"},
        "instance_type": "ml.t3.medium",
        "volume_gigabytes": 10,
        "longest_seconds": 1800,
    }
    return Job(**{**plain, **changes})


def client(service: str):
    """A client that could ask nobody: its keys are none, and a stub stands before it."""
    session = botocore.session.Session()
    session.set_credentials("none", "none")
    return session.create_client(service, region_name="eu-west-1")


def test_a_job_takes_over_what_there_is_and_brings_it_back():
    sagemaker = client("sagemaker")
    with Stubber(sagemaker) as stub:
        stub.add_response(
            "create_processing_job",
            {"ProcessingJobArn": ARN},
            {
                "ProcessingJobName": "collect-20240310-153000",
                "RoleArn": ROLE,
                "AppSpecification": {
                    "ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/python:3.11-slim",
                    "ContainerEntrypoint": ["bash", "-c", ANY],
                },
                "Environment": {"COLLECT_PASSES": "1", "COLLECT_SYMBOLS": "BTCUSDT,ETHUSDT"},
                "ProcessingInputs": [
                    an_input("code", "s3://my-bucket/desk/collector/code/"),
                    an_input("earlier", "s3://my-bucket/desk/collector/data/"),
                ],
                "ProcessingOutputConfig": {
                    "Outputs": [
                        {
                            "OutputName": "data",
                            "S3Output": {
                                "S3Uri": "s3://my-bucket/desk/collector/data/",
                                "LocalPath": "/opt/ml/processing/data",
                                "S3UploadMode": "EndOfJob",
                            },
                        }
                    ]
                },
                "ProcessingResources": {
                    "ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.t3.medium", "VolumeSizeInGB": 10}
                },
                "StoppingCondition": {"MaxRuntimeInSeconds": 1800},
            },
        )
        assert processing_job.start(sagemaker, a_job(), NOW) == "collect-20240310-153000"
        stub.assert_no_pending_responses()


def an_input(name: str, address: str) -> dict[str, object]:
    return {
        "InputName": name,
        "S3Input": {
            "S3Uri": address,
            "LocalPath": f"/opt/ml/processing/{name}",
            "S3DataType": "S3Prefix",
            "S3InputMode": "File",
            "S3DataDistributionType": "FullyReplicated",
        },
    }


def test_a_job_is_stopped_by_its_name():
    sagemaker = client("sagemaker")
    with Stubber(sagemaker) as stub:
        stub.add_response("stop_processing_job", {}, {"ProcessingJobName": "collect-1"})
        processing_job.stop(sagemaker, "collect-1")
        stub.assert_no_pending_responses()


def test_of_a_job_is_told_how_it_went():
    sagemaker = client("sagemaker")
    ended = datetime(2024, 3, 10, 15, 40, tzinfo=UTC)
    answer = {
        **processing_job.job_request(a_job(), "collect-1"),
        "ProcessingJobArn": ARN,
        "ProcessingJobStatus": "Failed",
        "FailureReason": "the exchange is away",
        "CreationTime": ended,
    }
    with Stubber(sagemaker) as stub:
        stub.add_response("describe_processing_job", answer, {"ProcessingJobName": "collect-1"})
        assert processing_job.describe(sagemaker, "collect-1") == {
            "ProcessingJobName": "collect-1",
            "ProcessingJobStatus": "Failed",
            "FailureReason": "the exchange is away",
            "CreationTime": ended,
        }


def test_a_schedule_makes_the_same_call_with_a_name_for_each_time():
    scheduler = client("scheduler")
    target = {
        "Arn": "arn:aws:scheduler:::aws-sdk:sagemaker:createProcessingJob",
        "RoleArn": SCHEDULER_ROLE,
        "Input": json.dumps(processing_job.job_request(a_job(), "collect-<aws.scheduler.execution-id>")),
        "RetryPolicy": {"MaximumRetryAttempts": 0},
    }
    expected = {
        "Name": "collect",
        "ScheduleExpression": "rate(60 minutes)",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": target,
    }
    with Stubber(scheduler) as stub:
        stub.add_response("create_schedule", {"ScheduleArn": "arn:aws:scheduler:x"}, expected)
        processing_job.schedule(scheduler, a_job(), SCHEDULER_ROLE, 60)
        stub.assert_no_pending_responses()


def test_what_the_schedule_sends_is_a_request_of_sagemakers():
    request = json.loads(json.dumps(processing_job.job_request(a_job(), "collect-d32c5kddcf5bb8c3")))
    model = client("sagemaker").meta.service_model.operation_model("CreateProcessingJob")
    assert not ParamValidator().validate(request, model.input_shape).has_errors()


def test_a_schedule_of_another_partition_calls_its_own_sagemaker():
    scheduler = client("scheduler")
    arn = "arn:aws-cn:scheduler:::aws-sdk:sagemaker:createProcessingJob"
    target = {"Arn": arn, "RoleArn": ANY, "Input": ANY, "RetryPolicy": ANY}
    expected = {"Name": ANY, "ScheduleExpression": ANY, "FlexibleTimeWindow": ANY, "Target": target}
    with Stubber(scheduler) as stub:
        stub.add_response("create_schedule", {"ScheduleArn": "arn:aws-cn:scheduler:x"}, expected)
        job = a_job(role=ROLE.replace("arn:aws:", "arn:aws-cn:"))
        processing_job.schedule(scheduler, job, SCHEDULER_ROLE, 60)
        stub.assert_no_pending_responses()


def test_jobs_that_could_run_into_one_another_are_refused():
    with pytest.raises(SettingsError, match="a job may take 1800 s, which is no less than 30 minutes"):
        processing_job.schedule(client("scheduler"), a_job(), SCHEDULER_ROLE, 30)


def test_a_schedule_can_be_shown_and_taken_back():
    scheduler = client("scheduler")
    with Stubber(scheduler) as stub:
        stub.add_response("get_schedule", {"Name": "collect", "State": "ENABLED", "Arn": "x" * 30}, {"Name": "collect"})
        stub.add_response("delete_schedule", {}, {"Name": "collect"})
        assert processing_job.describe_schedule(scheduler, "collect") == {"Name": "collect", "State": "ENABLED"}
        processing_job.unschedule(scheduler, "collect")
        stub.assert_no_pending_responses()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "my job"}, "'my job' is no name for jobs"),
        ({"name": "x" * 41}, "is no name for jobs"),
        ({"environment": {"COLLECT_DATA_FOLDER": "x"}}, "the job's own: its data folder is s3://my-bucket/desk"),
        ({"environment": {"COLLECT_KIND": "hour"}}, "COLLECT_KIND is no setting"),
        ({"environment": {"COLLECT_PASSES": "3"}}, "3 passes take 7200 s and the job may take 1800 s"),
    ],
)
def test_a_job_that_would_fail_is_refused_before_it_costs(changes, sentence):
    with pytest.raises(SettingsError, match=sentence):
        processing_job.check(a_job(**changes), NOW)


def test_a_job_may_make_several_passes_in_its_time():
    processing_job.check(a_job(environment={"COLLECT_PASSES": "6", "COLLECT_EVERY_MINUTES": "5"}), NOW)
