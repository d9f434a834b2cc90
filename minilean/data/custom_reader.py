"""Reads custom data: from the lines of a source to the points of a subscription."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from minilean.data.base_data import NO_TIME, BaseData
from minilean.data.base_data_collection import BaseDataCollection
from minilean.enums import FileFormat, Resolution, SubscriptionTransportMedium
from minilean.errors import ArgumentError, NotInMiniLean
from minilean.interop.dates import midnight_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from minilean.data.data_source import SubscriptionDataSource, Transports
    from minilean.data.subscription_config import SubscriptionDataConfig

_DAY = timedelta(days=1)


class ReadingTroubles(Protocol):
    """Who hears that a source or a line could not be read; the run goes on."""

    def reader_error(self, message: str, stack_trace: str) -> None:
        """A user's reader raised."""

    def download_failed(self, message: str, stack_trace: str) -> None:
        """A source could not be fetched, or a file that had to be there is not."""


def data_instance(config: SubscriptionDataConfig) -> Any:
    """The object a subscription's ``get_source`` and ``reader`` are asked of; it knows the symbol."""
    instance = config.type()
    instance.symbol = config.symbol
    return instance


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReader:
    """Reads a source's points for a date (Engine/DataFeeds/SubscriptionDataSourceReader.cs and its kinds)."""

    config: SubscriptionDataConfig
    transports: Transports
    troubles: ReadingTroubles
    is_live_mode: bool = False

    def read(self, source: SubscriptionDataSource, factory: Any, date: datetime) -> Iterator[BaseData]:
        """The points in their order; data without a time are left out.

        Raises NotInMiniLean for names of zip entries.
        """
        if source.format == FileFormat.UNFOLDING_COLLECTION:
            return self._unfolded(source, factory, date)
        if source.format == FileFormat.FOLDING_COLLECTION:
            return self._folded(source, factory, date)
        if source.format == FileFormat.INDEX:
            return self._indexed(source, factory, date)
        if source.format == FileFormat.ZIP_ENTRY_NAME:
            raise NotInMiniLean("FileFormat.ZIP_ENTRY_NAME")
        return self._points(source, factory, date)

    def _points(self, source: SubscriptionDataSource, factory: Any, date: datetime) -> Iterator[BaseData]:
        for line in self._lines(source, factory):
            point = self._parsed(factory, line, date)
            if point is not None and point._end_time != NO_TIME:
                yield point

    def _unfolded(self, source: SubscriptionDataSource, factory: Any, date: datetime) -> Iterator[BaseData]:
        for line in self._lines(source, factory):
            point = self._parsed(factory, line, date)
            if isinstance(point, BaseDataCollection):
                yield from (each for each in point.data if each is not None and each._end_time != NO_TIME)
            else:
                self._invalid(
                    source, factory, "Reader must generate a BaseDataCollection with the FileFormat.Collection"
                )

    def _folded(self, source: SubscriptionDataSource, factory: Any, date: datetime) -> Iterator[BaseData]:
        collection: BaseDataCollection | None = None
        for point in self._points(source, factory, date):
            if isinstance(point, BaseDataCollection) and point.data:
                yield point
                continue
            if collection is not None and collection._end_time != point._end_time:
                yield collection
                collection = None
            if collection is None:
                collection = self._new_collection(point)
            collection.add(point)
        if collection is not None:
            yield collection

    def _new_collection(self, first: BaseData) -> BaseDataCollection:
        """Of the subscription's own kind where that is a collection."""
        kind = self.config.type
        collection: BaseDataCollection = kind() if issubclass(kind, BaseDataCollection) else BaseDataCollection()
        collection.symbol = self.config.symbol
        collection._time, collection._end_time = first._time, first._end_time
        return collection

    def _indexed(self, source: SubscriptionDataSource, factory: Any, date: datetime) -> Iterator[BaseData]:
        for line in self._lines(source, factory):
            if line:
                target = factory.get_source_for_an_index(self.config, date, line, self.is_live_mode)
                if target is not None:
                    yield from self.read(target, factory, date)

    def _lines(self, source: SubscriptionDataSource, factory: Any) -> list[str]:
        try:
            lines = self.transports.lines(source)
        except OSError as error:
            self._invalid(source, factory, str(error))
            return []
        if lines is None:
            self._invalid(source, factory, f"The reader was empty for source: ${source.source}")
            return []
        return lines

    def _parsed(self, factory: Any, line: str, date: datetime) -> Any:
        """What the user's reader makes of a line; what it raises is told and the line left out, as LEAN does."""
        try:
            point = factory.reader(self.config, line, date, self.is_live_mode)
            if point is not None and not isinstance(point, BaseData):
                raise ArgumentError(f"a reader gives data or None, not {type(point).__name__}")
        except Exception as error:  # noqa: BLE001 - any error of the user's reader means the same: this line has no data
            message = f"Error invoking {self.config.symbol} data reader. Line: {line} Error: {error}"
            self.troubles.reader_error(message, traceback.format_exc())
            return None
        return point

    def _invalid(self, source: SubscriptionDataSource, factory: Any, reason: str) -> None:
        if self.config.is_custom_data and not factory.is_sparse_data():
            self.troubles.download_failed(
                "We could not fetch the requested data. This may not be valid data, or a failed download of custom "
                f"data. Skipping source ({source.source}).",
                "",
            )
        elif source.transport_medium == SubscriptionTransportMedium.REMOTE_FILE:
            self.troubles.download_failed(
                f"Error downloading custom data source file, skipped: {source} Error: {reason}", ""
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomDataRequest:
    """A stretch of custom data; times are in the exchange's zone, which custom data share with their file.

    ``dates`` are the midnights on which there may be data, ``is_date_open`` says which dates a file may be asked
    for when the data pass them, ``has_data`` leaves dates out (a map file's), ``delisting`` ends them.
    """

    start: datetime
    end: datetime
    dates: Iterable[datetime]
    is_date_open: Callable[[datetime], bool]
    has_data: Callable[[datetime], bool] | None = None
    delisting: datetime | None = None


class CustomDataReader:
    """The points of a custom subscription, file after file (Engine/DataFeeds/SubscriptionDataReader.cs)."""

    def __init__(self, reader: SourceReader, request: CustomDataRequest) -> None:
        self._reader = reader
        self._request = request
        self._factory = data_instance(reader.config)
        self._dates = iter(request.dates)
        self._now = NO_TIME
        self._previous: BaseData | None = None
        self._source: SubscriptionDataSource | None = None
        self._points: Iterator[BaseData] | None = None

    def __iter__(self) -> Iterator[BaseData]:
        """Every point from the start to the end, never going back in time."""
        delivered = False
        self._open_next()
        while self._points is not None:
            point = next(self._points, None)
            if point is None:
                self._open_next()
                continue
            skipped = self._pass_dates(point)
            if skipped or (delivered and point._end_time < self._now) or self._goes_back(point):
                continue
            if point._end_time < self._request.start:
                self._previous = point
                continue
            if point._time > self._request.end:
                return
            self._previous = point
            delivered = True
            yield point

    def _goes_back(self, point: BaseData) -> bool:
        previous = self._previous
        ticks = self._reader.config.resolution == Resolution.TICK
        return previous is not None and not ticks and point._end_time < previous._end_time

    def _pass_dates(self, point: BaseData) -> bool:
        """Moves to the point's time, asking for the source of each open date; says whether the point is left out."""
        source, config = self._source, self._reader.config
        ticker = config.mapped_symbol
        while self._now < point._time and source is self._source:
            self._advance(point._time)
        if source is self._source:
            return False
        is_renamed = config.mapped_symbol != ticker and config.resolution != Resolution.DAILY
        return is_renamed or midnight_of(point._end_time) >= midnight_of(self._now)

    def _advance(self, target: datetime) -> None:
        day = midnight_of(self._now)
        while day < midnight_of(target):
            day += _DAY
            if self._request.is_date_open(day):
                self._now = day
                self._open(day)
                return
        self._now = target

    def _open_next(self) -> None:
        """Opens the next date with a source that differs from the last; without one there are no more points."""
        self._points = None
        while (date := self._next_date()) is not None:
            if self._open(date):
                return

    def _open(self, date: datetime) -> bool:
        source: SubscriptionDataSource | None = self._factory.get_source(
            self._reader.config, date, self._reader.is_live_mode
        )
        if source is None or source == self._source or not source.source:
            return False
        self._source = source
        points = self._reader.read(source, self._factory, date)
        self._points = iter(sorted(points, key=_end_time)) if source.sort else points
        return True

    def _next_date(self) -> datetime | None:
        request = self._request
        for date in self._dates:
            if request.delisting is not None and date > request.delisting:
                return None
            self._now = date
            if request.has_data is not None and not request.has_data(date):
                continue
            if self._previous is not None and self._previous._end_time > date:
                continue
            return date
        return None


def _end_time(point: BaseData) -> datetime:
    return point._end_time
