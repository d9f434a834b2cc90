from types import SimpleNamespace

from minilean.orders.open_orders import OpenOrders


def holding(*ids):
    orders = OpenOrders()
    for order_id in ids:
        orders.add(order_id, SimpleNamespace(order=SimpleNamespace(id=order_id)))
    return orders


def test_orders_are_listed_by_their_bucket():
    assert list(holding(35, 36, 37, 38)) == [37, 38, 35, 36]


def test_of_one_bucket_the_newest_comes_first():
    assert list(holding(1, 38, 2)) == [38, 1, 2]


def test_a_closed_order_is_not_listed():
    orders = holding(1, 2, 3)
    orders.pop(2)
    assert [tracked.order.id for tracked in orders.values()] == [1, 3]
    assert 2 not in orders
    assert orders.pop(2) is None


def test_the_table_grows_when_a_lock_has_too_many_orders():
    many = list(range(1, 40))
    assert list(holding(*many)) == many
