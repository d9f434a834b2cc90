"""A notebook instance and its lifecycle configuration are made together or not at all."""

from __future__ import annotations

import base64

import pytest
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber

from minilean.errors import SettingsError
from ops.sagemaker.notebook_instance import Notebook, create, on_start
from ops.sagemaker.s3_place import S3Place, parse_place
from tests.ops.sagemaker.test_processing_job import ROLE, client

PLACE = S3Place(bucket="my-bucket", prefix="collector")
NOTEBOOK = Notebook(name="collector", place=PLACE, role=ROLE, instance_type="ml.t3.medium", volume_gigabytes=10)
INSTANCE = {
    "NotebookInstanceName": "collector",
    "InstanceType": "ml.t3.medium",
    "RoleArn": ROLE,
    "LifecycleConfigName": "collector",
    "VolumeSizeInGB": 10,
}


def test_the_instance_sets_itself_up_at_every_start():
    sagemaker = client("sagemaker")
    script = base64.b64encode(on_start(PLACE).encode()).decode()
    with Stubber(sagemaker) as stub:
        stub.add_response(
            "create_notebook_instance_lifecycle_config",
            {"NotebookInstanceLifecycleConfigArn": "arn"},
            {"NotebookInstanceLifecycleConfigName": "collector", "OnStart": [{"Content": script}]},
        )
        stub.add_response("create_notebook_instance", {"NotebookInstanceArn": "arn"}, INSTANCE)
        create(sagemaker, NOTEBOOK)
        stub.assert_no_pending_responses()


def test_without_an_instance_no_configuration_is_left_behind():
    sagemaker = client("sagemaker")
    with Stubber(sagemaker) as stub:
        answer = {"NotebookInstanceLifecycleConfigArn": "arn"}
        name = {"NotebookInstanceLifecycleConfigName": "collector"}
        stub.add_response("create_notebook_instance_lifecycle_config", answer, {**name, "OnStart": ANY})
        stub.add_client_error("create_notebook_instance", "ResourceLimitExceeded", expected_params=INSTANCE)
        stub.add_response("delete_notebook_instance_lifecycle_config", {}, name)
        with pytest.raises(ClientError, match="ResourceLimitExceeded"):
            create(sagemaker, NOTEBOOK)
        stub.assert_no_pending_responses()


def test_the_script_is_short_enough_and_told_where_the_code_is():
    lines = on_start(PLACE).splitlines()
    assert lines[:2] == ["#!/usr/bin/env bash", "CODE=s3://my-bucket/collector/code/collector.tar.gz"]
    assert len(base64.b64encode(on_start(PLACE).encode())) <= 16_384


@pytest.mark.parametrize("address", ["s3://my-bucket/collector", "s3://my-bucket/collector/"])
def test_a_place_is_a_bucket_and_a_prefix(address):
    place = parse_place(address)
    assert (place.code, place.data) == ("s3://my-bucket/collector/code/", "s3://my-bucket/collector/data/")


@pytest.mark.parametrize(
    "address", ["s3://my-bucket", "my-bucket/x", "s3://b/x", "s3://my-bucket/x; rm -r /", "s3://my-bucket/$(x)"]
)
def test_what_is_no_place_is_refused(address):
    with pytest.raises(SettingsError, match="is no place in S3 like s3://my-bucket/collector"):
        parse_place(address)
