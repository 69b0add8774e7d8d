"""The settings and texts of this process, for code that runs in a request or a job."""

from flask import Flask, current_app

from app.core.config import Settings
from app.core.texts import Texts


def install(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings


def current_settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def install_texts(app: Flask, texts: Texts) -> None:
    app.extensions["texts"] = texts


def current_texts() -> Texts:
    texts: Texts = current_app.extensions["texts"]
    return texts
