"""What the notebooks share: market data as frames, strategies re-run without an engine, and what their records show.

A notebook goes through these in order:

    data = MarketData(data_folder())                          market
    spy = sessions(data.equity_bars("SPY"), doubts_opens=True)  sessions: open, c10 ... c16, close, previous_close
    track = last_hour(spy)                                    strategies: intraday, overnight, reversal, ...
    by_period(track, EQUITY_PERIODS)                          performance: Sharpe ratios, Newey-West t, break-even cost
    by_year(track), by_cost(track), bootstrapped(track, seed=1)
    surface(tracks, "2010"), walk_forward(grid_returns(tracks), ...)  walk_forward
    deflated_sharpe_ratio(track, trials=...), overfitting(returns)    evidence; trials counts what was ever tried
    equal_risk([...]), volatility_target(track, closes)       blend
    beside(figures(track), reference.selected(name))          reference: what was measured first
    back_test("intraday_momentum", start=..., end=...), sweep(...)    backtests: minilean as a function
    drawn, axes = figure(); cumulative(axes, ...); export(drawn, "name")  plots, written to docs/research

A `Track` is a rule's additive daily record at weight one: gross returns, costs and turnover, `.net` of costs. Costs are
in costs: `equity_cost(raw_close)`, `tight_cost(pair, quotes)`, `recorded_cost(quotes)`.
"""
