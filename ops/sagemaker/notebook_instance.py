"""A SageMaker notebook instance that sets itself up for the notebook whenever it starts."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ops.sagemaker.s3_place import ARCHIVE

if TYPE_CHECKING:
    from ops.sagemaker.s3_place import S3Place

_ON_START = Path(__file__).with_name("on_start.sh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """A notebook instance; its lifecycle configuration has the same name."""

    name: str
    place: S3Place
    role: str
    instance_type: str
    volume_gigabytes: int


def on_start(place: S3Place) -> str:
    """The script of the lifecycle configuration: on_start.sh, told where the code is."""
    first, rest = _ON_START.read_text(encoding="utf-8").split("\n", 1)
    return f"{first}\nCODE={place.code}{ARCHIVE}\n{rest}"


def create(sagemaker: Any, notebook: Notebook) -> None:
    """Makes the lifecycle configuration and the instance, or neither; `sagemaker` is botocore's client."""
    script = base64.b64encode(on_start(notebook.place).encode()).decode()
    sagemaker.create_notebook_instance_lifecycle_config(
        NotebookInstanceLifecycleConfigName=notebook.name, OnStart=[{"Content": script}]
    )
    is_made = False
    try:
        sagemaker.create_notebook_instance(
            NotebookInstanceName=notebook.name,
            InstanceType=notebook.instance_type,
            RoleArn=notebook.role,
            LifecycleConfigName=notebook.name,
            VolumeSizeInGB=notebook.volume_gigabytes,
        )
        is_made = True
    finally:
        if not is_made:
            sagemaker.delete_notebook_instance_lifecycle_config(NotebookInstanceLifecycleConfigName=notebook.name)
