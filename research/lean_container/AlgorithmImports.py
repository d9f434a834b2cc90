"""LEAN's star import in a notebook: every name of minilean's, and a QuantBook over the market data at hand."""

from minilean.shim.public_names import all_names, resolve
from research.lean_container.quant_book import QuantBook

# a notebook's cells are not a file whose names could be read beforehand: it gets all of them
globals().update({name: resolve(name) for name in all_names() - {"QuantBook"}})
__all__ = sorted(all_names() | {QuantBook.__name__})
