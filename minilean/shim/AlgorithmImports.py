"""Stands in for LEAN's AlgorithmImports; on sys.path only while an algorithm is loaded.

``from AlgorithmImports import *`` gives an importing file just the names its code mentions.
"""

import sys

from minilean.shim.imported_names import ImportedNames

sys.modules[__name__].__class__ = ImportedNames
