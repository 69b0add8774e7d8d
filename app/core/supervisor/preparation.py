"""What is done before the programs start: migrations and, outside production, demo data."""

from collections.abc import Mapping

from app.core.refusals import Refusal
from app.core.supervisor.children import start
from app.core.supervisor.data_folder import DataFolder
from app.core.supervisor.programs import FLASK


def prepare(env: Mapping[str, str], folder: DataFolder) -> str:
    """Prepare the database; return what there is to say of demo accounts.  Raises Refusal."""
    log = folder.logs / "prepare.log"
    log.unlink(missing_ok=True)
    failed = start((*FLASK, "prepare"), env, log).wait()
    said = log.read_text(errors="replace").strip()
    if failed:
        last_words = said.rpartition("\n")[2]
        raise Refusal(
            f"データベースの準備に失敗しました。{log} を確認してください。",
            f"the database could not be prepared; see {log}: {last_words}",
        )
    return said
