"""Processes that do not outlive the one that started them (Linux)."""

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)  # opened here: nothing may be loaded between fork and exec


def dies_with_this_process(signal_number: signal.Signals) -> Callable[[], None]:
    """Return what a forked child calls first, so that the kernel signals it when we are gone.

    Linux sends the signal when the *thread* that forked ends: fork from the main thread.
    """
    parent = os.getpid()

    def ask_the_kernel() -> None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal_number)
        if os.getppid() != parent:  # the parent died between fork and prctl
            os._exit(1)

    return ask_the_kernel
