"""The strategy of perf_sma_cross in other engines, each as its users write it: one file, one process each.

A file takes the path of the bars (``bars.py`` writes them) and prints one line of JSON: ``loop`` is the seconds between
the call that runs the strategy and its return, ``bars`` what went in, ``trades`` how often the side changed.
"""
