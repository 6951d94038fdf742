"""Say why a command cannot go on."""


class HpError(Exception):
    """A stop that the user can do something about: one Swedish sentence and an exit code."""

    exit_code = 3

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WrongChoiceError(HpError):
    """An option or argument was given a value that the plan does not know."""

    exit_code = 2
