"""Operators' commands for procedures: `flask --app wsgi publish FILE`."""

import json
from pathlib import Path

import click
from flask import Flask

from app.core.actor import system
from app.procedures import service
from app.procedures.schema import InvalidDefinition

OPERATOR = system("operator")


def install(app: Flask) -> None:
    """Give the application its command."""

    @app.cli.command("publish")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def publish(file: Path) -> None:
        """Publish the definition in FILE as the next version of its procedure."""
        try:
            number = service.publish(read(file), OPERATOR)
        except InvalidDefinition as refused:
            raise click.ClickException(told(refused)) from None
        click.echo(f"{file.stem}: 第{number}版を公開しました / version {number} is published")


def read(file: Path) -> dict[str, object]:
    """Raises ClickException where the file is no JSON object."""
    try:
        document = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{file}: JSONではありません / is not JSON: {error}") from None
    if not isinstance(document, dict):
        raise click.ClickException(f"{file}: 手続の定義ではありません / is no definition")
    return document


def told(refused: InvalidDefinition) -> str:
    """Return every problem on a line of its own, with its path."""
    lines = [f"{path}: {text}" for path, texts in refused.problems.items() for text in texts]
    return "公開していません / not published:\n" + "\n".join(lines)
