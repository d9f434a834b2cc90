"""Securities and custom data whose files are missing or hold nothing: told once, and the run goes on."""

from __future__ import annotations

from tests.algorithm.running import run, said


def warnings(session):
    return [line for line in said(session) if line.startswith("Warning: ")]


def test_a_known_security_without_files_of_its_resolution_is_told_once(tmp_path):
    lines = warnings(run(tmp_path, 'self.add_equity("FB", Resolution.HOUR)\nself.history(["FB"], 5, Resolution.HOUR)'))
    assert len(lines) == 1
    assert lines[0].startswith("Warning: FB has no hour prices from ")
    assert lines[0].endswith("hour/fb.zip is missing; `minilean data` shows what there is")


def test_a_day_without_its_file_is_told_at_that_day_once(tmp_path):
    lines = warnings(run(tmp_path, "self.set_end_date(2013, 10, 20)\nself.add_equity('SPY', Resolution.MINUTE)"))
    assert len(lines) == 1
    assert lines[0].startswith("Warning: SPY has no minute prices on 2013-10-")
    assert "_trade.zip is missing; other days may lack theirs too" in lines[0]


def test_custom_data_that_never_come_are_told_with_the_file_that_is_missing(tmp_path):
    lines = warnings(
        run(
            tmp_path,
            'self.add_data(Tweets, "ELON", Resolution.DAILY)',
            before="""
class Tweets(PythonData):
    def get_source(self, config, date, is_live):
        return SubscriptionDataSource("/no/such/file.csv", SubscriptionTransportMedium.LOCAL_FILE)
""",
        )
    )
    assert len(lines) == 1
    assert lines[0].startswith("Warning: ELON has no data of Tweets from 2013-10-07 to ")
    assert lines[0].endswith(": /no/such/file.csv is missing; look at what its get_source gives")


def test_a_ticker_nobody_added_has_an_empty_history_and_says_so(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            counts = [len(self.history([ticker, "SPY"], 5, Resolution.DAILY)) for ticker in ("AAPL", "ZZZQ", "AAPL")]
            self.log(f"{counts} {len(list(self.history[TradeBar]('ZZZQ', 5, Resolution.DAILY)))}")
            """,
        )
    )
    told = "has no history: it was not added; ask with its Symbol, or add it first"
    assert lines[:3] == [f"Warning: AAPL {told}", f"Warning: ZZZQ {told}", "[5, 5, 5] 0"]
