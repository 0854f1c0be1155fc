"""Which BLAS kernel NumPy runs: ``OPENBLAS_CORETYPE=Haswell python -m tests.kernel``.

Prints the kernel's name after a product has been computed with it. On a processor that cannot run
the kernel that was asked for, the process ends here.
"""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info

if __name__ == "__main__":
    product = np.ones((64, 64), np.float32) @ np.ones((64, 64), np.float32)
    assert product[0, 0] == 64
    print(*(library.get("architecture", "unknown") for library in threadpool_info()))
