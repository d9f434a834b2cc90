"""What to collect, how often and where to, read from environment variables: a job, a notebook and a test alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from minilean.cli.workspace import data_folder
from minilean.data.exchange_history import LENGTHS, TRADE_VENUES, VENUES
from minilean.errors import SettingsError
from ops.sagemaker.schedule import Schedule

PREFIX = "COLLECT_"
DEFAULTS = {
    "DATA_FOLDER": "",
    "VENUE": "binance",
    "SYMBOLS": "BTCUSDT",
    "KINDS": "hour",
    "FIRST": "",
    "UNTIL": "",
    "EVERY_MINUTES": "60",
    "PASSES": "24",
    "MOST": "200000",
    "URL": "",
}
"""Every variable, without its prefix."""

TRADES = "trades"
KINDS = (*LENGTHS, TRADES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one collector does; `most` is how many rows of a series a pass takes at most. Times are naive UTC."""

    data_folder: Path
    venue: str
    symbols: tuple[str, ...]
    kinds: tuple[str, ...]
    first: datetime
    most: int
    schedule: Schedule
    url: str | None


def read_settings(environment: Mapping[str, str], now: datetime) -> Settings:
    """The settings, collecting from yesterday on where no first moment is given.

    Raises SettingsError for a value that makes no sense, or a name with the prefix that means nothing.
    """
    given = {name.removeprefix(PREFIX): text for name, text in environment.items() if name.startswith(PREFIX)}
    unknown = sorted(set(given) - set(DEFAULTS))
    if unknown:
        raise SettingsError(f"{PREFIX}{unknown[0]} is no setting; there are {', '.join(map(PREFIX.__add__, DEFAULTS))}")
    said = {name: given.get(name, "").strip() or default for name, default in DEFAULTS.items()}
    venue = _one_of("VENUE", said["VENUE"].lower(), tuple(VENUES))
    kinds = tuple(_one_of("KINDS", kind, KINDS) for kind in _words("KINDS", said["KINDS"].lower()))
    if TRADES in kinds:
        _one_of("VENUE", venue, TRADE_VENUES)
    return Settings(
        data_folder=data_folder(Path.cwd(), Path(said["DATA_FOLDER"]) if said["DATA_FOLDER"] else None),
        venue=venue,
        symbols=tuple(_words("SYMBOLS", said["SYMBOLS"].upper().replace("/", ""))),
        kinds=kinds,
        first=_moment("FIRST", said["FIRST"]) or _midnight(now) - timedelta(days=1),
        most=_count("MOST", said["MOST"], least=1000),
        schedule=Schedule(
            every=timedelta(minutes=_count("EVERY_MINUTES", said["EVERY_MINUTES"])),
            passes=_count("PASSES", said["PASSES"]),
            until=_moment("UNTIL", said["UNTIL"]),
        ),
        url=said["URL"] or None,
    )


def _words(name: str, text: str) -> list[str]:
    words = list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    if not words:
        raise SettingsError(f"{PREFIX}{name} {text!r} names nothing")
    return words


def _one_of(name: str, word: str, choices: tuple[str, ...]) -> str:
    if word not in choices:
        raise SettingsError(f"{PREFIX}{name} {word!r} cannot be collected; choose from {', '.join(choices)}")
    return word


def _count(name: str, text: str, least: int = 1) -> int:
    if not text.isdecimal() or int(text) < least:
        raise SettingsError(f"{PREFIX}{name} {text!r} is no whole number of at least {least}")
    return int(text)


def _moment(name: str, text: str) -> datetime | None:
    """A time as naive UTC; one without a zone is UTC."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name} {text!r} is no time like 2024-01-31 or 2024-01-31T12:00") from error
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
