"""LEAN's data folder: readers, factors, maps, subscriptions, bars, slices, history, custom data."""
