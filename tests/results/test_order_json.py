"""Orders are written letter for letter as LEAN writes them, and hash to its hash."""

from __future__ import annotations

import copy
import json
from decimal import Decimal

import pytest

from minilean.enums import OrderType
from minilean.orders.order import OrderSubmissionData
from minilean.orders.properties import IndiaOrderProperties
from minilean.results.exact_json import read_exact_json
from minilean.results.json_text import compact
from minilean.results.order_json import order_list_hash, order_object
from minilean.securities.named_exchanges import Exchange
from tests.results.golden_folder import GOLDEN
from tests.results.golden_orders import order_from

NAMES = sorted(path.name for path in GOLDEN.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_orders_print_as_in_the_recorded_result(name: str) -> None:
    written = (GOLDEN / name / "result.json").read_text(encoding="utf-8")
    recorded = read_exact_json(GOLDEN / name / "result.json")["orders"]
    for number, text in recorded.items():
        assert f'"{number}":{compact(order_object(order_from(text)))}' in written


@pytest.mark.parametrize("name", NAMES)
def test_orders_hash_to_the_recorded_hash(name: str) -> None:
    recorded = read_exact_json(GOLDEN / name / "result.json")["orders"]
    run = json.loads((GOLDEN / name / "run.json").read_text(encoding="utf-8"))
    assert order_list_hash(order_from(text) for text in recorded.values()) == run["order_list_hash"]


def test_an_order_names_the_exchange_it_should_go_to() -> None:
    folder = next(each for each in GOLDEN.iterdir() if read_exact_json(each / "result.json")["orders"])
    order = order_from(next(iter(read_exact_json(folder / "result.json")["orders"].values())))
    order.properties = IndiaOrderProperties(Exchange.NSE, IndiaOrderProperties.IndiaProductType.CNC)
    assert compact(order_object(order)["properties"]) == (
        '{"productType":"CNC","timeInForce":{},'
        '"exchange":{"code":"NSE","name":"NSE","market":"india","securityTypes":[1]}}'
    )


def test_a_hashed_order_is_marketable_by_its_rounded_limit():
    recorded = read_exact_json(GOLDEN / "limit_orders" / "result.json")["orders"].values()
    limit = order_from(next(order for order in recorded if order["type"] == str(int(OrderType.LIMIT))))
    limit._limit_price = Decimal("145.118928544")
    limit._set_quantity(Decimal(10))
    limit.order_submission_data = OrderSubmissionData(*[limit._limit_price] * 3)
    assert limit.is_marketable
    away = copy.copy(limit)
    away._limit_price = Decimal("145.1189")
    assert not away.is_marketable
    assert order_list_hash([limit]) == order_list_hash([away])
