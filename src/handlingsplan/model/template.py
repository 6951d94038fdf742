"""Hold a document template: its text, and whose it is."""

from dataclasses import dataclass

BUILTIN = "hp:s mall"


@dataclass(frozen=True, slots=True)
class Template:
    """The text of one template; `own` is one that lies in the plan's folder."""

    name: str
    text: str
    own: bool

    @property
    def place(self) -> str:
        """Return where it stands, as told in errors."""
        return f"templates/{self.name}" if self.own else f"{BUILTIN} {self.name}"
