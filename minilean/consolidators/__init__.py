"""Turns a stream of data into a stream of larger bars."""
