"""The site of the test cards as a process of its own: `app.web.stub.wsgi:app`."""

import os

from app.web.stub.site import StubSettings, create_stub

app = create_stub(StubSettings.from_env(os.environ))
