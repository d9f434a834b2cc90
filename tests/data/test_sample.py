"""Copying and fetching LEAN's sample data."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from minilean.data.inventory import is_filled
from minilean.data.sample import ARRIVALS, LIST, SampleFile, Unreachable, copy_sample, download_sample, sample_files
from minilean.errors import DataError
from tests.data.folders import a_data_folder, unheard
from tests.data.servers import serving


def listed(root: Path) -> list[SampleFile]:
    return [
        SampleFile(path=file.relative_to(root).as_posix(), size=file.stat().st_size, checksum=checksum(file))
        for file in sorted(root.rglob("*"))
        if file.is_file()
    ]


def checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def file_server(root: Path, asked: list[str]):
    def answer(path: str, query: dict[str, str]) -> tuple[int, bytes]:
        asked.append(path)
        file = root / path.lstrip("/")
        return (200, file.read_bytes()) if file.is_file() else (404, b"")

    return answer


def test_the_list_names_what_an_algorithm_needs_with_checksum_and_size():
    files = {file.path: file for file in sample_files(LIST.read_text(encoding="utf-8"))}
    assert len(files) > 300
    assert files["equity/usa/hour/spy.zip"].size > 500_000
    assert all(len(file.checksum) == 64 for file in files.values())
    assert "market-hours/market-hours-database.json" in files


def test_a_copy_has_every_file_and_makes_the_folder_usable(tmp_path):
    source = a_data_folder(tmp_path / "source")
    told = []
    assert copy_sample(source, tmp_path / "data", lambda fraction, note: told.append((fraction, note))) == 3
    assert is_filled(tmp_path / "data")
    assert [file.path for file in listed(tmp_path / "data")] == [file.path for file in listed(source)]
    assert [fraction for fraction, _ in told] == sorted(fraction for fraction, _ in told)


def test_a_copy_leaves_a_file_that_is_already_there(tmp_path):
    source = a_data_folder(tmp_path / "source")
    mine = tmp_path / "data/equity/usa/daily/spy.zip"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own", encoding="utf-8")
    copy_sample(source, tmp_path / "data", unheard)
    assert mine.read_text(encoding="utf-8") == "my own"


def test_a_folder_without_prices_is_not_copied(tmp_path):
    with pytest.raises(DataError, match="is not a LEAN data folder"):
        copy_sample(tmp_path, tmp_path / "data", unheard)


def test_a_download_arrives_whole(tmp_path):
    source = a_data_folder(tmp_path / "source")
    with serving(file_server(source, [])) as address:
        assert download_sample(tmp_path / "data", unheard, address=address, files=listed(source)) == 3
    assert listed(tmp_path / "data") == listed(source)


def test_a_wrong_checksum_puts_nothing_in_place(tmp_path):
    source = a_data_folder(tmp_path / "source")
    files = listed(source)
    (source / "equity/usa/daily/spy.zip").write_bytes(b"changed on the way")
    with (
        serving(file_server(source, [])) as address,
        pytest.raises(DataError, match=r"spy\.zip does not have the checksum"),
    ):
        download_sample(tmp_path / "data", unheard, address=address, files=files)
    assert not is_filled(tmp_path / "data")


def test_a_broken_off_download_goes_on_where_it_stopped(tmp_path):
    source, asked = a_data_folder(tmp_path / "source"), []
    files, arrivals = listed(source), tmp_path / "data" / ARRIVALS
    missing = source / "equity/usa/daily/spy.zip"
    content = missing.read_bytes()
    missing.unlink()
    with serving(file_server(source, asked)) as address:
        with pytest.raises(Unreachable):
            download_sample(tmp_path / "data", unheard, address=address, files=files)
        arrived = [file.path for file in files if (arrivals / file.path).is_file()]
        missing.write_bytes(content)
        asked.clear()
        download_sample(tmp_path / "data", unheard, address=address, files=files)
    assert sorted(asked) == sorted(f"/{file.path}" for file in files if file.path not in arrived)
    assert is_filled(tmp_path / "data")


def test_nobody_answering_is_told_apart_from_bad_data(tmp_path):
    files = [SampleFile(path="a", size=1, checksum="0")]
    with pytest.raises(Unreachable, match="could not be fetched"):
        download_sample(tmp_path, unheard, address="http://127.0.0.1:1", files=files)
