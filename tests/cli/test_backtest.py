"""`minilean backtest` as a person meets it: what it prints, leaves and returns, and what stops it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent, indent

import pytest

from tests.market_data import real_data

_FRAME = """\
from AlgorithmImports import *


class Subject(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2013, 10, 7)
        self.set_end_date(2013, 10, 8)
        self.spy = self.add_equity("SPY", Resolution.DAILY).symbol
"""


def a_file(folder, more="", name="subject.py", text=None):
    source = folder / name
    source.write_text(text if text is not None else _FRAME + indent(dedent(more), "    "), encoding="utf-8")
    return source


def command(source, folder, *more):
    where = ["--data-folder", str(real_data()), "--output", str(folder / "out")]
    return [sys.executable, "-m", "minilean", "backtest", str(source), *where, *more]


def back_test(source, folder, *more, said=""):
    return subprocess.run(
        command(source, folder, *more), input=said, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_run_prints_its_log_and_table_and_leaves_leans_files(tmp_path):
    done = back_test(a_file(tmp_path, "def on_data(self, data):\n    self.log('seen')\n"), tmp_path)
    assert done.returncode == 0
    assert "2013-10-07 16:00:00 seen" in done.stdout
    assert "OrderListHash" in done.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "Subject.json", "Subject-summary.json", "Subject-log.txt", "log.txt", "config", "code",
    }  # fmt: skip


def test_a_report_asked_for_is_made_and_named(tmp_path):
    done = back_test(a_file(tmp_path), tmp_path, "--report")
    assert done.stdout.splitlines()[-1] == f"Report: {tmp_path / 'out' / 'Subject.html'}"
    assert "<html" in (tmp_path / "out" / "Subject.html").read_text(encoding="utf-8")


def test_a_report_changes_nothing_of_what_json_prints(tmp_path):
    done = back_test(a_file(tmp_path), tmp_path, "--report", "--json")
    assert json.loads(done.stdout)["status"] == "Completed"
    assert (tmp_path / "out" / "Subject.html").is_file()


def test_json_is_all_that_json_prints(tmp_path):
    done = back_test(a_file(tmp_path), tmp_path, "--json")
    assert json.loads(done.stdout)["status"] == "Completed"


def test_dates_given_replace_those_of_the_algorithm(tmp_path):
    source = a_file(tmp_path, "def on_data(self, data):\n    self.log(f'{self.time:%Y-%m-%d}')\n")
    done = back_test(source, tmp_path, "--start", "2013-01-02", "--end", "2013-01-03")
    assert "2013-01-03" in done.stdout
    assert "2013-10" not in done.stdout


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = 1\n", "defines no class that derives from QCAlgorithm"),
        (_FRAME + "\n\nclass Other(QCAlgorithm):\n    pass\n", "defines 2 algorithms (Other, Subject)"),
        ("class Subject(\n", "line 1"),
        (_FRAME.replace("(2013, 10, 8)", "(2012, 10, 8)"), "end date greater than start date"),
        (_FRAME + "        raise KeyError('nothing')\n", "KeyError: 'nothing'"),
        (
            _FRAME.replace(
                "def initialize(self):", "def __init__(self, more):\n        pass\n\n    def initialize(self):"
            ),
            "more",
        ),
    ],
)
def test_a_file_that_cannot_run_gets_one_sentence_and_one(tmp_path, text, sentence):
    done = back_test(a_file(tmp_path, text=text), tmp_path)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "minilean/engine" not in done.stderr


def test_a_run_time_error_shows_the_users_lines_and_what_was_said_before(tmp_path):
    source = a_file(tmp_path, "def on_data(self, data):\n    self.log('about to fall')\n    1 / 0\n")
    done = back_test(source, tmp_path)
    assert done.returncode == 1
    assert "about to fall" in done.stdout
    assert "Runtime Error: ZeroDivisionError: division by zero" in done.stderr
    assert "1 / 0" in done.stderr
    assert "minilean/engine" not in done.stderr


def test_ctrl_c_stops_at_once_and_leaves_what_there_is(tmp_path):
    source = a_file(
        tmp_path,
        """
        def on_data(self, data):
            print("running", flush=True)
            import time
            time.sleep(60)

        def on_end_of_algorithm(self):
            print("the end", flush=True)
        """,
    )
    running = subprocess.Popen(command(source, tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout.readline() == "running\n"
    asked = time.monotonic()
    running.send_signal(signal.SIGINT)
    said, told = running.communicate(timeout=30)
    assert time.monotonic() - asked < 30
    assert running.returncode == 130
    assert "the end" in said
    assert "stopped by hand" in told
    assert "Traceback" not in told
    assert json.loads((tmp_path / "out" / "Subject.json").read_text(encoding="utf-8"))["state"]["Status"] == "Stopped"


def test_ctrl_c_in_initialize_is_a_sentence(tmp_path):
    source = a_file(
        tmp_path, text=_FRAME + "        print('in', flush=True)\n        import time\n        time.sleep(60)\n"
    )
    running = subprocess.Popen(command(source, tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout.readline() == "in\n"
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert (running.returncode, told) == (130, "minilean: stopped by hand before there was a result\n")


def test_a_place_that_takes_no_results_is_told_before_the_run(tmp_path):
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    done = back_test(a_file(tmp_path, "def on_data(self, data):\n    print('ran')\n"), tmp_path)
    assert done.returncode == 1
    assert "ran" not in done.stdout
    assert f"results cannot go to {tmp_path / 'out'}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_costs_the_files_and_not_the_table(tmp_path):
    source = a_file(
        tmp_path,
        """
        def on_end_of_algorithm(self):
            import resource, signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        """,
    )
    done = back_test(source, tmp_path)
    assert done.returncode == 1
    assert "OrderListHash" in done.stdout
    assert "the results could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("Subject.json*"))


def test_a_full_standard_output_is_a_sentence(tmp_path):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command(a_file(tmp_path), tmp_path), stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert done.returncode == 1
    assert "standard output" in done.stderr
    assert "Traceback" not in done.stderr


def a_project(folder):
    (folder / "config.json").write_text('{"algorithm-language": "Python", "parameters": {}}', encoding="utf-8")
    a_file(folder, name="main.py")
    return folder


def test_results_inside_the_project_do_not_copy_themselves(tmp_path):
    project = a_project(tmp_path)
    for _ in range(2):
        assert back_test(project, tmp_path).returncode == 0
    copied = {path.relative_to(tmp_path / "out" / "code").as_posix() for path in (tmp_path / "out" / "code").rglob("*")}
    assert copied == {"main.py", "config.json"}


def test_two_runs_of_one_second_have_folders_of_their_own(tmp_path):
    project = a_project(tmp_path)
    given = [sys.executable, "-m", "minilean", "backtest", str(project), "--data-folder", str(real_data())]
    together = [subprocess.Popen(given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert [each.wait(timeout=60) for each in together] == [0, 0, 0]
    results = [path for path in (project / "backtests").glob("*/*.json") if path.stem.isdecimal()]
    assert len({path.stem for path in results}) == len({path.parent for path in results}) == 3


_STOPPING = "def on_data(self, data):\n    price = data[self.spy].close\n    breakpoint()\n    self.log('went on')\n"


def test_a_breakpoint_is_passed_by_without_debug(tmp_path):
    done = back_test(a_file(tmp_path, _STOPPING), tmp_path)
    assert done.returncode == 0
    assert "went on" in done.stdout


def test_debug_stops_at_the_users_breakpoint_and_quitting_ends_the_run(tmp_path):
    done = back_test(a_file(tmp_path, _STOPPING), tmp_path, "--debug", said="p price > 0\nq\n")
    assert "self.log('went on')" in done.stdout
    assert "True" in done.stdout
    assert done.returncode == 130
    assert "BdbQuit" not in done.stdout + done.stderr


def test_a_talkative_run_prints_and_keeps_every_line(tmp_path):
    source = a_file(
        tmp_path, "def on_data(self, data):\n    for number in range(20_000):\n        self.log(f'line {number}')\n"
    )
    done = back_test(source, tmp_path)
    kept = (tmp_path / "out" / "Subject-log.txt").read_text(encoding="utf-8").splitlines()
    assert [line[20:] for line in kept] == [f"line {number}" for _ in range(2) for number in range(20_000)]
    assert done.stdout.splitlines()[: len(kept)] == kept


def test_ctrl_c_at_the_end_of_the_algorithm_keeps_the_results(tmp_path):
    source = a_file(
        tmp_path,
        """
        def on_end_of_algorithm(self):
            print("ending", flush=True)
            import time
            time.sleep(60)
        """,
    )
    running = subprocess.Popen(
        command(source, tmp_path, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout.readline() == "ending\n"
    running.send_signal(signal.SIGINT)
    said, told = running.communicate(timeout=30)
    assert running.returncode == 130
    assert json.loads(said)["status"] == "Stopped"
    assert told == "minilean: stopped by hand; what there was until then is in the result\n"
    assert (tmp_path / "out" / "Subject.json").exists()


@pytest.mark.parametrize(
    "text",
    [
        _FRAME + "        raise KeyboardInterrupt\n",
        _FRAME + "        self.add_option('SPY')\n",
        "import nothing_of_the_kind\n",
    ],
)
def test_a_run_that_came_to_nothing_leaves_no_folder(tmp_path, text):
    assert back_test(a_file(tmp_path, text=text), tmp_path).returncode != 0
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("method", ["on_data(self, data)", "on_end_of_algorithm(self)"])
def test_an_algorithm_that_exits_ends_with_an_error_and_a_result(tmp_path, method):
    done = back_test(a_file(tmp_path, f"def {method}:\n    raise SystemExit(3)\n"), tmp_path)
    assert done.returncode == 1
    assert "Runtime Error: SystemExit: 3" in done.stderr
    assert (tmp_path / "out" / "Subject.json").exists()


def test_exiting_in_initialize_is_an_error_of_it(tmp_path):
    done = back_test(a_file(tmp_path, text=_FRAME + "        raise SystemExit(0)\n"), tmp_path)
    assert done.returncode == 1
    assert "SystemExit: 0" in done.stderr


def test_an_imported_file_with_a_syntax_error_is_named_once(tmp_path):
    (tmp_path / "broken_part.py").write_text("x = 1\ny = = 2\n", encoding="utf-8")
    done = back_test(a_file(tmp_path, text="import broken_part\n" + _FRAME), tmp_path)
    assert done.returncode == 1
    assert f"{tmp_path / 'broken_part.py'}, line 2: invalid syntax: y = = 2" in done.stderr
    assert done.stderr.count("import broken_part") == 1


def test_what_was_said_before_initialize_failed_is_shown(tmp_path):
    done = back_test(a_file(tmp_path, text=_FRAME + "        self.log('about to fall')\n        1 / 0\n"), tmp_path)
    assert "about to fall" in done.stdout
    assert "ZeroDivisionError" in done.stderr


def test_characters_no_file_can_hold_are_shown_by_their_numbers(tmp_path):
    source = a_file(
        tmp_path,
        """
        def on_data(self, data):
            self.log("a half \\udc80 of a character")
            self.market_order(self.spy, 1, tag="\\udc80")
            self.set_runtime_statistic("half", "\\udc80")
            self.set_summary_statistic("whole", "\\udc80")
        """,
    )
    done = back_test(source, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "a half \\udc80 of a character" in done.stdout
    assert "a half \\udc80" in (tmp_path / "out" / "Subject-log.txt").read_text(encoding="utf-8")


def test_events_of_a_run_before_do_not_stay(tmp_path):
    ordering = a_file(tmp_path, "def on_data(self, data):\n    self.market_order(self.spy, 1)\n")
    back_test(ordering, tmp_path)
    events = tmp_path / "out" / "Subject-order-events.json"
    assert events.exists()
    back_test(a_file(tmp_path), tmp_path)
    assert not events.exists()
