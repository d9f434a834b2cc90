"""Changes the tags of an order that was canceled and of one that was filled (the oracle is ../tagupd.py)."""

from AlgorithmImports import *

TAGS = {
    OrderStatus.CANCELED: "This is the tag set after order was canceled.",
    OrderStatus.FILLED: "This is the tag set after order was filled.",
}


class TagsOfClosedOrders(QCAlgorithm):
    def initialize(self) -> None:
        self.set_start_date(2013, 10, 7)
        self.set_end_date(2013, 10, 11)
        self.set_cash(100_000)
        self.spy = self.add_equity("SPY", Resolution.MINUTE).symbol
        self.far_away: OrderTicket | None = None

    def on_data(self, data: Slice) -> None:
        if self.portfolio.invested:
            return
        if self.far_away is None:
            self.far_away = self.limit_order(self.spy, 100, self.securities[self.spy].price * 0.1)
            self.far_away.cancel()
        else:
            self.buy(self.spy, 100)

    def on_order_event(self, order_event: OrderEvent) -> None:
        if order_event.status in TAGS:
            fields = UpdateOrderFields()
            fields.tag = TAGS[order_event.status]
            self.transactions.get_order_ticket(order_event.order_id).update(fields)
