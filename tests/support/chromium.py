"""The browser of the distribution, and what is said when there is none."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
NOT_RUN = "NOT RUN: there is no Chromium here; install it with the system's package manager"


def executable() -> str | None:
    """Return the path of Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def require() -> None:
    """Skip a browser test where there is no browser; on a build server that is a failure."""
    if executable() is not None:
        return
    if os.environ.get("CI"):
        pytest.fail(NOT_RUN)
    pytest.skip(NOT_RUN)
