"""Names of LEAN that are small: an exception, a queue, interfaces used in annotations."""

from __future__ import annotations

import io
import zipfile
from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from minilean.algorithm.facade import QCAlgorithm
from minilean.data.base_data import BaseData
from minilean.data.data_source import SubscriptionDataSource
from minilean.enums import FileFormat, Resolution, SubscriptionTransportMedium
from minilean.framework.portfolio_target import PortfolioTarget
from minilean.interop.events import Event
from minilean.interop.names import dotnet

Item = TypeVar("Item")
IAlgorithm = QCAlgorithm
IBaseData = BaseData
IPortfolioTarget = PortfolioTarget


class RegressionTestException(Exception):
    """What LEAN's own algorithms raise when an expectation fails."""


@dotnet
class LinkedData(BaseData):
    """LEAN's example of custom data about a security: ten a day (Common/Data/Custom/IconicTypes/LinkedData.cs)."""

    __slots__ = ("count",)

    count: int

    def get_source(self, config: Any, date: datetime, is_live_mode: bool) -> SubscriptionDataSource:
        """A file named after the underlying."""
        path = f"TestData/linked/{config.symbol.underlying.value.lower()}.csv"
        return SubscriptionDataSource(path, SubscriptionTransportMedium.LOCAL_FILE, FileFormat.CSV)

    def reader(self, config: Any, line: str, date: datetime, is_live_mode: bool) -> LinkedData:
        """The same for every line."""
        point = LinkedData()
        point.symbol = config.symbol
        point._time = point._end_time = date
        point.count = 10
        return point

    def is_sparse_data(self) -> bool:
        """True: days without a file are no error."""
        return True

    def requires_mapping(self) -> bool:
        """True."""
        return True

    def data_time_zone(self) -> ZoneInfo:
        """UTC."""
        return ZoneInfo("UTC")

    def default_resolution(self) -> Resolution:
        """Daily."""
        return Resolution.DAILY

    def supported_resolutions(self) -> list[Resolution]:
        """Daily only."""
        return [Resolution.DAILY]


@dotnet
class CircularQueue(Generic[Item]):
    """Gives items over and over, and says when it begins again (Common/Util/CircularQueue.cs)."""

    def __init__(self, *items: Any) -> None:
        """The items one by one, or one iterable of them."""
        given = items[0] if len(items) == 1 and isinstance(items[0], Iterable) else items
        self._items: deque[Item] = deque(given)
        self._head = self._items[0] if self._items else None
        self.circle_completed = Event()

    def dequeue(self) -> Item:
        """The next item; the event fires when it is the first one."""
        item = self._items.popleft()
        if item == self._head:
            self.circle_completed(self, None)
        self._items.append(item)
        return item


@dotnet
class Compression:
    """Zip archives in memory (Compression/Compression.cs)."""

    @staticmethod
    def zip_bytes(content: bytes, zip_entry_name: str) -> bytes:
        """An archive with one entry."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zip_entry_name, bytes(content))
        return buffer.getvalue()
