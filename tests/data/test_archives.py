"""Zip files that are damaged are refused by name."""

from __future__ import annotations

import zipfile

import pytest

from minilean.data.archives import first_text, readable_zip
from minilean.errors import DataError
from tests.data.folders import a_zip


def damaged(folder, spoil, compression=zipfile.ZIP_DEFLATED):
    """A zip whose bytes were changed after it was written."""
    file = folder / "spy.zip"
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr("spy.csv", "".join(f"{number},1,2,3,4,{number * 7919}\n" for number in range(500)))
    content = bytearray(file.read_bytes())
    spoil(content)
    file.write_bytes(content)
    return file


def a_broken_stream(content):
    for position in range(60, 90):
        content[position] ^= 0xFF


def an_encrypted_entry(content):
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1


def an_unknown_compression(content):
    for header, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(header) + method] = 77


def half_of_it(content):
    del content[len(content) // 2 :]


@pytest.mark.parametrize("spoil", [a_broken_stream, an_encrypted_entry, an_unknown_compression, half_of_it])
def test_a_damaged_archive_is_refused_by_name_with_what_to_do(tmp_path, spoil):
    file = damaged(tmp_path, spoil)
    with pytest.raises(DataError, match=r"spy\.zip cannot be read .*`minilean data ensure`"):
        first_text(file)


def test_what_is_no_archive_is_refused_by_name(tmp_path):
    file = tmp_path / "spy.zip"
    file.write_bytes(b"not a zip")
    with pytest.raises(DataError, match=r"spy\.zip cannot be read"):
        first_text(file)


def test_text_in_no_known_letters_is_refused_by_name(tmp_path):
    file = tmp_path / "spy.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("spy.csv", b"\xff\xfe\xfa")
    with pytest.raises(DataError, match=r"spy\.zip cannot be read"):
        first_text(file)


def test_a_missing_archive_and_an_empty_one_have_no_text(tmp_path):
    empty = tmp_path / "empty.zip"
    zipfile.ZipFile(empty, "w").close()
    assert first_text(tmp_path / "none.zip") == first_text(empty) == ""


def test_an_archive_is_named_as_its_reader_wishes(tmp_path):
    file = a_zip(tmp_path / "spy.zip", ["1"])
    with readable_zip(file, "the prices") as archive:
        assert archive.namelist() == ["bars.csv"]
    with pytest.raises(DataError, match=r"^the prices cannot be read \(.*\): ask again$"):  # noqa: SIM117
        with readable_zip(tmp_path / "none.zip", "the prices", "ask again"):
            pass
