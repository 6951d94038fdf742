"""Hold a document template: its text, and whose it is."""

from dataclasses import dataclass

BUILTIN = "hp:s mall"


@dataclass(frozen=True, slots=True)
class Template:
    """The text of one template; `own` is one in the plan's folder, `changed` one that is not the tool's."""

    name: str
    text: str
    own: bool
    changed: bool = False

    @property
    def place(self) -> str:
        """Return where it stands, as told in errors."""
        return f"templates/{self.name}" if self.own else f"{BUILTIN} {self.name}"
