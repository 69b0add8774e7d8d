"""What happens to a draft while its citizen does something else."""

import copy
import hashlib
from typing import Any

from app.core.actor import system
from app.procedures import queries as procedures
from app.procedures import service as publishing
from app.procedures.packs import read_pack
from app.submissions import queries
from app.submissions.service import attachments
from app.submissions.service.attachments import Upload
from app.submissions.states import State
from tests.integration.submissions.conftest import Citizen
from tests.support.papers import PDF

TESTS = system("tests")
WITH_FILES = "yokaigo-shinki"


def publish_anew(procedure_id: str) -> None:
    """Publish the next version of a procedure, in which something reads otherwise."""
    document: dict[str, Any] = copy.deepcopy(dict(read_pack().procedures[procedure_id].document))
    document["summary"]["ja"] = "新しい説明です。"
    publishing.publish(document, TESTS)


def test_a_draft_is_finished_under_the_version_it_began_with(citizen: Citizen) -> None:
    """Lesson 15."""
    first = procedures.current("public-comment")
    citizen.start("public-comment")
    publish_anew("public-comment")
    assert citizen.fill().file().problems == ()
    filed = queries.filed_view(citizen.reference, citizen.token)
    assert procedures.current("public-comment").number == first.number + 1
    assert filed.published.version_id == first.version_id
    assert filed.state is State.RECEIVED


def test_a_file_is_there_on_every_later_visit_until_it_is_removed(citizen: Citizen) -> None:
    """Lesson 18."""
    citizen.start(WITH_FILES)
    form = queries.draft_view(citizen.reference, citizen.token).published.definition.form
    key = next(field.key for field in form.fields() if field.type == "file")
    sha256 = hashlib.sha256(PDF.content).hexdigest()
    upload = Upload(PDF.name, "application/pdf", PDF.content, sha256)
    attachments.attach(citizen.reference, citizen.token, key, upload)
    (kept,) = files(citizen, key)
    read = attachments.read_as_holder(citizen.reference, citizen.token, kept["id"])
    assert (read.name, read.content) == (PDF.name, PDF.content)
    attachments.remove(citizen.reference, citizen.token, key, kept["id"])
    assert files(citizen, key) == []


def files(citizen: Citizen, key: str) -> list[dict[str, str]]:
    """Return what a later visit finds of a question's files."""
    typed: Any = queries.draft_view(citizen.reference, citizen.token).typed[key]
    return list(typed)
