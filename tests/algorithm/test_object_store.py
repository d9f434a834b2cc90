"""The object store keeps texts and bytes as LEAN's does."""

from __future__ import annotations

from pathlib import Path

import pytest

from minilean.algorithm.object_store import ObjectStore
from minilean.errors import ArgumentError, KeyNotFound


@pytest.fixture(params=["memory", "folder"])
def store(request, tmp_path):
    return ObjectStore(tmp_path if request.param == "folder" else None)


def test_what_is_saved_is_read_and_deleted(store):
    assert store.save("a/text.txt", "é ß €")
    assert store.contains_key("a/text.txt")
    assert store.read("a/text.txt") == "é ß €"
    assert store.read_bytes("a/text.txt") == "é ß €".encode()
    assert store.delete("a/text.txt")
    assert not store.delete("a/text.txt")
    assert not store.contains_key("a/text.txt")


def test_bytes_may_come_as_numbers(store):
    store.save_bytes("x.bin", [1, 2, 255])
    assert list(store.read_bytes("x.bin")) == [1, 2, 255]


def test_objects_are_kept_as_json(store):
    assert store.save_json("x.json", {"a": [1, 2.5]})
    assert store.read("x.json") == '{"a":[1,2.5]}'
    assert store.read_json("x.json") == {"a": [1, 2.5]}


def test_an_object_that_is_not_there_is_an_error(store):
    with pytest.raises(KeyNotFound, match="Object with path 'x' was not found"):
        store.read("x")


@pytest.mark.parametrize("path", ["a:b", "a.b.c", "", "*"])
def test_a_key_that_is_no_path_is_refused(store, path):
    with pytest.raises(ArgumentError, match="path is not supported"):
        store.save(path, "x")


def test_slashes_in_front_and_backslashes_make_no_difference(store):
    store.save("\\a\\b", "x")
    assert store.read("./a/b") == "x"
    assert store.keys == ["a/b"]


def test_iteration_gives_pairs(store):
    store.save("a", "1")
    store.save("b", "2")
    assert {pair.key: pair.value for pair in store} == {"a": b"1", "b": b"2"}
    assert store.ContainsKey("a")
    assert store.Keys == ["a", "b"]


def test_files_of_an_earlier_run_are_there(tmp_path):
    ObjectStore(tmp_path).save("a/b.txt", "x")
    later = ObjectStore(tmp_path)
    assert later.keys == ["a/b.txt"]
    assert later.read("a/b.txt") == "x"
    later.clear()
    assert later.contains_key("a/b.txt")


def test_a_file_may_be_written_by_the_user(tmp_path):
    store = ObjectStore(tmp_path)
    Path(store.get_file_path("models/one")).write_text("weights", "utf-8")
    assert store.save("models/one")
    assert store.read("models/one") == "weights"


def test_a_file_that_was_never_written_cannot_be_saved(tmp_path):
    with pytest.raises(ArgumentError, match="There is no file associated with path"):
        ObjectStore(tmp_path).save("models/one")


def test_a_key_outside_the_folder_is_refused(tmp_path):
    with pytest.raises(ArgumentError):
        ObjectStore(tmp_path).contains_key("a/../../b")


def test_memory_has_no_files():
    with pytest.raises(ArgumentError, match="kept in memory"):
        ObjectStore().get_file_path("x")
