"""What the supervisor tells whoever started it."""

from collections.abc import Mapping

from app.core.supervisor.children import Child
from app.core.supervisor.environment import is_production


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - this is a program for the terminal


def opened(env: Mapping[str, str], accounts: str) -> None:
    """Print where everything is, and who may sign in."""
    url = env["PUBLIC_URL"]
    say("\n窓口 madoguchi が動いています。終了: Ctrl-C / madoguchi is running. Stop it: Ctrl-C\n")
    say(f"  市民向け / citizens      {url}/")
    say(f"  職員向け / staff         {url}/staff/")
    if not is_production(env):
        say(f"  テスト用カード / test card  {env['STUB_URL']}/")
    say(f"  データ / data            {env['VAR_DIR']}\n")
    if accounts:
        say(f"{accounts}\n")


def died(child: Child, delay: float) -> None:
    say(
        f"{child.program.name} が終了しました（{child.exit_code}）。{delay:.0f}秒後に再開します。"
        f" / {child.program.name} ended; starting again in {delay:.0f} s; see {child.log}"
    )


def database_died() -> None:
    say("データベースが終了しました。再開します。 / the database ended; starting it again")


def stopping() -> None:
    say("\n終了しています… / stopping …")
