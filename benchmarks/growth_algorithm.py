"""So many equities by the hour, two averages each, a new target at each cross: what growth is measured on."""

from AlgorithmImports import *


class GrowthAlgorithm(QCAlgorithm):
    def initialize(self) -> None:
        self.set_start_date(2000, 1, 3)
        self.set_end_date(2000 + self.get_parameter("years", 1) - 1, 12, 29)
        self.set_cash(1_000_000)
        self.set_benchmark(lambda _: 0)
        count = self.get_parameter("symbols", 1)
        self._symbols = [self.add_equity(f"GR{number}", Resolution.HOUR).symbol for number in range(count)]
        self._fast = {symbol: self.sma(symbol, 20, Resolution.HOUR) for symbol in self._symbols}
        self._slow = {symbol: self.sma(symbol, 100, Resolution.HOUR) for symbol in self._symbols}
        self._sides = dict.fromkeys(self._symbols, 0)
        self._share = 0.9 / count

    def on_data(self, data: Slice) -> None:
        for symbol in self._symbols:
            if not data.bars.contains_key(symbol) or not self._slow[symbol].is_ready:
                continue
            side = 1 if self._fast[symbol].current.value > self._slow[symbol].current.value else -1
            if side != self._sides[symbol]:
                self._sides[symbol] = side
                self.set_holdings(symbol, self._share * side)
