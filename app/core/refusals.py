"""Why something does not start: one line for whoever operates it, in Japanese and English."""


class Refusal(Exception):
    """Something outside this program must change before it can start.

    The line says what to do; it is printed alone, without a traceback.
    """

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")
