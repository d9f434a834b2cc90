"""Volatility models learn from history (Common/Securities/Volatility/VolatilityModelExtensions.cs)."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from minilean.algorithm.history_requests import read
from minilean.data.zones import zone_clock
from minilean.enums import DataNormalizationMode, Resolution
from minilean.errors import ArgumentError, NotInMiniLean
from minilean.interop.names import dotnet
from minilean.securities.user_models import method_of
from minilean.securities.volatility import BaseVolatilityModel, IndicatorVolatilityModel, VolatilityModel

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.base_data import BaseData
    from minilean.data.history_request import HistoryRequest
    from minilean.securities.security import Security


@dotnet
class VolatilityModelExtensions:
    """What users call after a split or dividend to keep a model from jumping."""

    @staticmethod
    def warm_up(
        volatility_model: IndicatorVolatilityModel,
        algorithm: QCAlgorithm,
        security: Security,
        resolution: Resolution | None = None,
        bar_count: int | None = None,
        data_normalization_mode: DataNormalizationMode | None = None,
    ) -> None:
        """Gives the model so many bars before now; with raw prices they are scaled to today's."""
        if bar_count is None or not isinstance(volatility_model, IndicatorVolatilityModel):
            raise NotInMiniLean("VolatilityModelExtensions.warm_up without an indicator's model and a count of bars")
        volatility_model.set_subscription_data_config_provider(algorithm.subscription_manager)
        requests = volatility_model.get_history_requirements(security, algorithm._qc.utc, resolution, bar_count)
        _learn(algorithm, security, volatility_model, requests, data_normalization_mode)


def warm_up_volatility(algorithm: QCAlgorithm, security: Security, mode: DataNormalizationMode) -> None:
    """Gives a security's model the history that it asks for."""
    model = security.volatility_model
    if model is VolatilityModel.NULL:
        return
    if isinstance(model, BaseVolatilityModel):
        model.set_subscription_data_config_provider(algorithm.subscription_manager)
    requests = method_of(model, "get_history_requirements")(security, algorithm._qc.utc)
    if requests is None:
        message = "Value cannot be null. (Parameter 'source')"
        raise ArgumentError(message)
    _learn(algorithm, security, model, list(requests), mode)


def _learn(
    algorithm: QCAlgorithm,
    security: Security,
    model: Any,
    requests: list[HistoryRequest],
    mode: DataNormalizationMode | None,
) -> None:
    if mode == DataNormalizationMode.RAW:
        requests = [replace(request, data_normalization_mode=DataNormalizationMode.SCALED_RAW) for request in requests]
    update = method_of(model, "update")
    points = heapq.merge(*(_points(algorithm, request) for request in requests), key=itemgetter(0))
    for _, moment in groupby(points, key=itemgetter(0)):
        newest = {data_type: point for _, data_type, point in moment}
        for request in requests:
            if request.data_type in newest:
                update(security, newest[request.data_type])


def _points(algorithm: QCAlgorithm, request: HistoryRequest) -> Iterator[tuple[datetime, type[Any], BaseData]]:
    clock = zone_clock(algorithm._qc.zone)
    start, end = clock.from_utc(request.start_time_utc), clock.from_utc(request.end_time_utc)
    for utc, point in read(algorithm, request._subscription(), start, end):
        yield utc, request.data_type, point
