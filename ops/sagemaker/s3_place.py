"""Where in S3 a collector lives: its code, which jobs and notebooks unpack, and the data folder it fills."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minilean.errors import SettingsError

ARCHIVE = "collector.tar.gz"

_ADDRESS = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?P<prefix>(?:/[A-Za-z0-9._-]+)+)/?")
_FIRST_FILE = b"A LEAN data folder that the collector fills. A processing job wants at least one file to begin with.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Place:
    """A prefix in a bucket, without a slash at either end."""

    bucket: str
    prefix: str

    @property
    def code(self) -> str:
        """The address that holds the archive of the code and nothing else."""
        return f"s3://{self.bucket}/{self.prefix}/code/"

    @property
    def data(self) -> str:
        """The address of the data folder."""
        return f"s3://{self.bucket}/{self.prefix}/data/"


def parse_place(address: str) -> S3Place:
    """The place of an address such as s3://my-bucket/collector. Raises SettingsError for another form."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise SettingsError(f"{address!r} is no place in S3 like s3://my-bucket/collector")
    return S3Place(bucket=match["bucket"], prefix=match["prefix"].strip("/"))


def pack(repository: Path) -> bytes:
    """The committed files of the repository as a gzipped tar archive. Raises SettingsError where there is no git."""
    command = ["git", "-C", str(repository), "archive", "--format=tar.gz", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 (no shell)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SettingsError(f"{repository} cannot be packed with git: {error}") from error


def upload(s3: Any, place: S3Place, archive: bytes) -> None:
    """Puts the archive there, and one file into the data folder; `s3` is botocore's client."""
    s3.put_object(Bucket=place.bucket, Key=f"{place.prefix}/code/{ARCHIVE}", Body=archive)
    s3.put_object(Bucket=place.bucket, Key=f"{place.prefix}/data/README.txt", Body=_FIRST_FILE)
