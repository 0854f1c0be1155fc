"""Runs before the packaged program: what it starts, such as a browser, finds its own libraries.

PyInstaller's starter has set the search path for libraries to ours, and kept the one before.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = _before
