"""Which data may reach a security (Common/Securities/SecurityDataFilter.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.data.base_data import BaseData
    from minilean.securities.security import Security


@dotnet
class SecurityDataFilter:
    """Lets everything pass."""

    def filter(self, vehicle: Security, data: BaseData) -> bool:
        """Whether the data may pass."""
        return True


class EquityDataFilter(SecurityDataFilter):
    """Of equities."""


class ForexDataFilter(SecurityDataFilter):
    """Of currencies."""


class CfdDataFilter(SecurityDataFilter):
    """Of contracts for difference."""


_LEANS = (SecurityDataFilter, EquityDataFilter, ForexDataFilter, CfdDataFilter)


def lets_all_pass(data_filter: Any) -> bool:
    """Whether a filter is none, or one of LEAN's that nobody has to ask."""
    return data_filter is None or type(data_filter) in _LEANS
