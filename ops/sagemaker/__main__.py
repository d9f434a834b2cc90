"""`python -m ops.sagemaker`: collects here, or has SageMaker collect."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from minilean.errors import MiniLeanError, SettingsError
from ops.sagemaker import notebook_instance, processing_job, s3_place
from ops.sagemaker.schedule import moments, utc_now
from ops.sagemaker.settings import PREFIX, read_settings

ROOT = Path(__file__).resolve().parents[2]
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; a refusal is one sentence on standard error and exit code 1."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except MiniLeanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ops.sagemaker", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("collect", help="collect here, as the COLLECT_ variables say").set_defaults(
        run=lambda _: _collect(os.environ)
    )
    amazon = argparse.ArgumentParser(add_help=False)
    amazon.add_argument("--region", help="default: as AWS is set up here")
    amazon.add_argument("--endpoint-url", metavar="URL", help="ask this server instead of Amazon's")
    named = argparse.ArgumentParser(add_help=False, parents=[amazon])
    named.add_argument("name", metavar="NAME")
    placed = argparse.ArgumentParser(add_help=False)
    placed.add_argument("--place", type=s3_place.parse_place, required=True, metavar="s3://BUCKET/PREFIX")
    job = _job_options(placed)

    def add(name: str, run: Callable[[argparse.Namespace], int], does: str, *parents: argparse.ArgumentParser) -> None:
        commands.add_parser(name, help=does, parents=parents).set_defaults(run=run)

    add("upload", _upload, "put the committed code where jobs and notebooks find it", amazon, placed)
    add("notebook", _notebook, "make a notebook instance that sets itself up", named, placed, _machine_options())
    add("start", _start, "start a processing job", named, job)
    add("stop", _stop, "stop a job", named)
    add("describe", _describe, "tell how a job goes", named)
    add("schedule", _schedule, "start a job again and again", named, job, _schedule_options())
    add("unschedule", _unschedule, "start no more jobs of a schedule", named)
    add("describe-schedule", _describe_schedule, "tell what a schedule is set to", named)
    return parser


def _machine_options() -> argparse.ArgumentParser:
    machine = argparse.ArgumentParser(add_help=False)
    machine.add_argument("--role", required=True, metavar="ARN", help="what SageMaker acts as")
    machine.add_argument("--instance-type", default="ml.t3.medium", metavar="TYPE", help="default ml.t3.medium")
    machine.add_argument("--volume", type=int, default=10, metavar="GB", help="default 10")
    return machine


def _job_options(placed: argparse.ArgumentParser) -> argparse.ArgumentParser:
    job = argparse.ArgumentParser(add_help=False, parents=[placed, _machine_options()])
    job.add_argument("--image", required=True, metavar="URI", help="in ECR, with bash and Python 3.11")
    job.add_argument("--longest", type=int, default=1800, metavar="SECONDS", help="stop the job then; default 1800")
    job.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="COLLECT_NAME for the job")
    return job


def _schedule_options() -> argparse.ArgumentParser:
    schedule = argparse.ArgumentParser(add_help=False)
    schedule.add_argument("--every-minutes", type=int, default=60, metavar="N", help="default 60")
    schedule.add_argument("--scheduler-role", required=True, metavar="ARN", help="what EventBridge Scheduler acts as")
    return schedule


def _collect(environment: Mapping[str, str]) -> int:
    """Makes the passes of the schedule; 1 if in the last one the exchange failed for every series and gave nothing."""
    from minilean.data.exchange_history import Exchange
    from ops.sagemaker.collector import collect

    settings = read_settings(environment, utc_now())
    exchange = Exchange(settings.venue, settings.url)
    is_fruitless = False
    for now in moments(settings.schedule, utc_now, time.sleep):
        is_fruitless = True
        for collected in collect(exchange, settings, now):
            is_fruitless &= bool(collected.failure) and not collected.rows
            sys.stdout.write(f"{collected}\n")
            sys.stdout.flush()
    return int(is_fruitless)


def _upload(options: argparse.Namespace) -> int:
    archive = s3_place.pack(ROOT)
    return _asked(options, "s3", lambda s3: s3_place.upload(s3, options.place, archive))


def _notebook(options: argparse.Namespace) -> int:
    notebook = notebook_instance.Notebook(
        name=options.name,
        place=options.place,
        role=options.role,
        instance_type=options.instance_type,
        volume_gigabytes=options.volume,
    )
    return _asked(options, "sagemaker", lambda sagemaker: notebook_instance.create(sagemaker, notebook))


def _start(options: argparse.Namespace) -> int:
    now = utc_now()
    job = _job(options)
    processing_job.check(job, now)
    return _asked(options, "sagemaker", lambda sagemaker: {"job": processing_job.start(sagemaker, job, now)})


def _stop(options: argparse.Namespace) -> int:
    return _asked(options, "sagemaker", lambda sagemaker: processing_job.stop(sagemaker, options.name))


def _describe(options: argparse.Namespace) -> int:
    return _asked(options, "sagemaker", lambda sagemaker: processing_job.describe(sagemaker, options.name))


def _schedule(options: argparse.Namespace) -> int:
    job, role, every = _job(options), options.scheduler_role, options.every_minutes
    processing_job.check(job, utc_now())
    return _asked(options, "scheduler", lambda scheduler: processing_job.schedule(scheduler, job, role, every))


def _unschedule(options: argparse.Namespace) -> int:
    return _asked(options, "scheduler", lambda scheduler: processing_job.unschedule(scheduler, options.name))


def _describe_schedule(options: argparse.Namespace) -> int:
    return _asked(options, "scheduler", lambda scheduler: processing_job.describe_schedule(scheduler, options.name))


def _job(options: argparse.Namespace) -> processing_job.Job:
    pairs = [text.partition("=") for text in options.set]
    return processing_job.Job(
        name=options.name,
        place=options.place,
        role=options.role,
        image=options.image,
        environment={f"{PREFIX}{name.removeprefix(PREFIX)}": value for name, _, value in pairs},
        instance_type=options.instance_type,
        volume_gigabytes=options.volume,
        longest_seconds=options.longest,
    )


def _asked(options: argparse.Namespace, service: str, question: Callable[[Any], dict[str, Any] | None]) -> int:
    """Asks one of Amazon's services and prints what it answered."""
    try:
        import botocore.session
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError as error:
        raise SettingsError("SageMaker is reached through botocore: install requirements/dev.txt") from error
    try:
        client = botocore.session.get_session().create_client(
            service, region_name=options.region, endpoint_url=options.endpoint_url
        )
        answer = question(client)
    except (BotoCoreError, ClientError) as error:
        raise SettingsError(f"{service}: {error}") from error
    sys.stdout.write(json.dumps(answer or {"done": True}, indent=2, default=str) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
