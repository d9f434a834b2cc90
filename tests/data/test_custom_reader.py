"""Custom data are read from every kind of source, date after date."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from minilean.algorithm.object_store import ObjectStore
from minilean.data.base_data_collection import BaseDataCollection
from minilean.data.custom_reader import CustomDataReader, CustomDataRequest, SourceReader
from minilean.data.data_source import SubscriptionDataSource, Transports
from minilean.data.python_data import PythonData
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.enums import FileFormat, Resolution, SecurityType, SubscriptionTransportMedium
from minilean.errors import DataError, NotInMiniLean
from minilean.securities.symbol import Symbol

DAY = timedelta(days=1)
NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2013, 10, 7)
OBJECT_STORE = SubscriptionTransportMedium.OBJECT_STORE


class Line(PythonData):
    """yyyy-mm-dd,value lines from the object store."""

    source = SubscriptionDataSource("lines.csv", OBJECT_STORE)
    asked: list[datetime]

    def get_source(self, config, date, is_live_mode):
        config.asked.append(date)
        return config.source(date)

    def reader(self, config, line, date, is_live_mode):
        if not line[:1].isdigit():
            return None
        day, value = line.split(",")
        point = Line()
        point.symbol = config.symbol
        point.time = datetime.strptime(day, "%Y-%m-%d")
        point.end_time = point.time + DAY
        point.value = float(value)
        return point


class Weeks(Line):
    """A collection in every line."""

    def reader(self, config, line, date, is_live_mode):
        points = [super(Weeks, self).reader(config, part, date, is_live_mode) for part in line.split(";")]
        return BaseDataCollection(points[-1].end_time, config.symbol, points)


class Heard:
    def __init__(self):
        self.reader_errors = []
        self.failed = []

    def reader_error(self, message, stack_trace):
        self.reader_errors.append(message)

    def download_failed(self, message, stack_trace):
        self.failed.append(message)


class Config(SubscriptionDataConfig):
    """A subscription that knows the sources of its lines and hears for which dates they are asked."""

    def __init__(self, source, kind):
        symbol = Symbol.create("LINE", SecurityType.BASE, "usa", base_data_type=kind)
        super().__init__(kind, symbol, Resolution.DAILY, NEW_YORK, NEW_YORK, is_custom_data=True)
        self.asked = []
        self.source = source if callable(source) else lambda _: source


def a_config(source, kind=Line):
    return Config(source, kind)


def points_of(config, store=None, *, fetch=None, heard=None, days=5, start=MONDAY):
    transports = Transports(store, fetch) if fetch else Transports(store)
    reader = SourceReader(config=config, transports=transports, troubles=heard or Heard())
    request = CustomDataRequest(
        start=start,
        end=MONDAY + days * DAY,
        dates=[MONDAY + n * DAY for n in range(days)],
        is_date_open=lambda _: True,
    )
    return list(CustomDataReader(reader, request))


def a_store(**texts):
    store = ObjectStore()
    for name, text in texts.items():
        store.save(f"{name}.csv", text)
    return store


def lines(*values, first=MONDAY):
    return "date,value\n" + "\n".join(f"{first + n * DAY:%Y-%m-%d},{value}" for n, value in enumerate(values))


def test_one_source_for_all_dates_is_read_once_from_the_start():
    config = a_config(SubscriptionDataSource("lines.csv", OBJECT_STORE))
    points = points_of(config, a_store(lines=lines(9, 1, 2, first=MONDAY - 2 * DAY)))
    assert [(point.end_time, point.value) for point in points] == [(MONDAY, 1), (MONDAY + DAY, 2)]


def test_points_after_the_end_are_not_read():
    config = a_config(SubscriptionDataSource("lines.csv", OBJECT_STORE))
    assert [p.value for p in points_of(config, a_store(lines=lines(1, 2, 3, 4)), days=1)] == [1, 2]


def test_every_date_may_have_its_own_source():
    config = a_config(lambda date: SubscriptionDataSource(f"{date:%d}.csv", OBJECT_STORE))
    store = ObjectStore()
    for n in range(3):
        store.save(f"{MONDAY + n * DAY:%d}.csv", lines(n, first=MONDAY + n * DAY))
    assert [point.value for point in points_of(config, store)] == [0, 1, 2]


def test_a_line_of_the_next_date_in_a_file_of_its_own_date_is_left_out():
    config = a_config(lambda date: SubscriptionDataSource(f"{date:%d}.csv", OBJECT_STORE))
    store = ObjectStore()
    store.save("07.csv", lines(0, 99))
    store.save("08.csv", lines(1, first=MONDAY + DAY))
    assert [point.value for point in points_of(config, store)] == [0, 1]


def test_time_never_goes_back():
    config = a_config(SubscriptionDataSource("lines.csv", OBJECT_STORE))
    text = lines(1, 2) + "\n" + lines(3) + "\n" + lines(4, first=MONDAY + 3 * DAY)
    assert [point.value for point in points_of(config, a_store(lines=text))] == [1, 2, 4]


def test_a_source_can_ask_to_be_sorted():
    source = SubscriptionDataSource("lines.csv", OBJECT_STORE)
    source.sort = True
    text = lines(3, first=MONDAY + 2 * DAY) + "\n" + lines(1, 2)
    assert [point.value for point in points_of(a_config(source), a_store(lines=text))] == [1, 2, 3]


def test_a_reader_that_raises_is_told_and_the_line_left_out():
    heard = Heard()
    config = a_config(SubscriptionDataSource("lines.csv", OBJECT_STORE))
    points = points_of(config, a_store(lines=lines(1, "x", 3)), heard=heard)
    assert [point.value for point in points] == [1, 3]
    assert heard.reader_errors[0].startswith("Error invoking LINE.Line")
    assert "Line: 2013-10-08,x Error: could not convert" in heard.reader_errors[0]


def test_a_missing_source_of_sparse_data_is_no_news():
    heard = Heard()
    assert points_of(a_config(SubscriptionDataSource("none.csv", OBJECT_STORE)), ObjectStore(), heard=heard) == []
    assert heard.failed == []


def test_collections_are_unfolded():
    source = SubscriptionDataSource("lines.csv", OBJECT_STORE, FileFormat.UNFOLDING_COLLECTION)
    points = points_of(a_config(source, Weeks), a_store(lines="2013-10-07,1;2013-10-08,2\n2013-10-09,3"))
    assert [point.value for point in points] == [1, 2, 3]


def test_points_of_one_end_time_are_folded():
    source = SubscriptionDataSource("lines.csv", OBJECT_STORE, FileFormat.FOLDING_COLLECTION)
    text = "2013-10-07,1\n2013-10-07,2\n2013-10-08,3"
    collections = points_of(a_config(source), a_store(lines=text))
    assert [[point.value for point in collection] for collection in collections] == [[1, 2], [3]]


def test_names_of_zip_entries_are_refused():
    source = SubscriptionDataSource("lines.csv", OBJECT_STORE, FileFormat.ZIP_ENTRY_NAME)
    with pytest.raises(NotInMiniLean):
        points_of(a_config(source), a_store(lines="x"))


def a_zip(**entries):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in entries.items():
            archive.writestr(f"{name}.csv", text)
    return content.getvalue()


def test_local_files_and_zip_entries_are_read(tmp_path):
    (tmp_path / "a.csv").write_text("one\r\ntwo\n\n", "utf-8-sig")
    (tmp_path / "b.zip").write_bytes(a_zip(x="first", y="second"))
    transports = Transports()

    def read(name):
        return transports.lines(SubscriptionDataSource(str(tmp_path / name)))

    assert read("a.csv") == ["one", "two", ""]
    assert read("b.zip") == ["first"]
    assert read("b.zip#y.csv") == ["second"]
    assert read("b.zip#z.csv") is None
    assert read("c.csv") is None


def test_names_without_a_root_are_looked_for_where_lean_runs(tmp_path):
    (tmp_path / "Data").mkdir()
    (tmp_path / "Tests").mkdir()
    (tmp_path / "Tests" / "a.csv").write_text("one\n")
    transports = Transports(data_folder=tmp_path / "Data")
    assert transports.lines(SubscriptionDataSource("../../../Tests/a.csv")) == ["one"]
    assert transports.lines(SubscriptionDataSource("../../../Tests/b.csv")) is None


def test_a_remote_file_is_fetched_once_and_again_after_a_failure():
    answers = [OSError("down"), b"", b"one\ntwo"]
    asked = []

    def fetch(address, headers):
        asked.append((address, headers))
        answer = answers[len(asked) - 1]
        if isinstance(answer, OSError):
            raise answer
        return answer

    transports = Transports(fetch=fetch)
    source = SubscriptionDataSource("https://data.example/x.csv", headers={"key": "secret"})
    assert source.transport_medium == SubscriptionTransportMedium.REMOTE_FILE
    assert transports.lines(source) == transports.lines(source) == ["one", "two"]
    assert asked == [("https://data.example/x.csv", (("key", "secret"),))] * 3


def test_a_remote_file_that_cannot_be_fetched_is_told():
    def fetch(address, headers):
        raise OSError("down")

    heard = Heard()
    assert points_of(a_config(SubscriptionDataSource("http://data.example/x")), fetch=fetch, heard=heard) == []
    assert heard.failed == [
        "Error downloading custom data source file, skipped: RemoteFile: Csv http://data.example/x Error: down"
    ]


def test_a_rest_answer_is_one_line():
    source = SubscriptionDataSource("http://data.example", SubscriptionTransportMedium.REST)
    assert Transports(fetch=lambda *_: b"[1,\n2]").lines(source) == ["[1,\n2]"]


def test_a_stream_is_refused():
    with pytest.raises(NotInMiniLean):
        Transports().lines(SubscriptionDataSource("x", SubscriptionTransportMedium.STREAMING))


def test_sources_are_equal_by_place_and_medium():
    first, second = (SubscriptionDataSource("x.csv", OBJECT_STORE) for _ in range(2))
    assert first == second
    assert first != SubscriptionDataSource("x.csv")
    assert str(first) == "ObjectStore: Csv x.csv"


def test_a_damaged_zip_of_custom_data_is_refused_by_name(tmp_path):
    (tmp_path / "b.zip").write_bytes(b"not a zip")
    with pytest.raises(DataError, match=r"b\.zip cannot be read .*: its reader asks for a zip of custom data"):
        Transports().lines(SubscriptionDataSource(str(tmp_path / "b.zip")))
