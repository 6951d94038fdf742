"""Say in Swedish what typer found wrong with the options."""

from typing import Any


def explain(error: Any) -> tuple[str, str]:
    """Return what was wrong and what would be right, for an error of typer's that has an exit code."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "hp"
    more = f"se {command} --help"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        close = sorted(error.possibilities or ())
        hint = f"menade du {' eller '.join(close)}?" if close else more
        if error.option_name.strip("-")[:1] in {"", " "} or " " in error.option_name:
            hint = "ett värde som börjar med - skrivs efter --, som i hp set -- ID FÄLT VÄRDE"
        return f"valet {error.option_name} finns inte", hint
    if kind == "BadOptionUsage":
        return f"valet {error.option_name} behöver ett värde, eller ska inte ha något", more
    if kind == "MissingParameter":
        name = error.param.human_readable_name if error.param else "ett argument"
        return f"{name} saknas", more
    if kind == "BadParameter":
        name = error.param.opts[0] if error.param and error.param.opts else "ett val"
        return f"värdet till {name} går inte att använda", more
    if "unexpected extra argument" in str(error).lower():
        return "för många ord på raden", f"{more}; sätt citattecken runt namn med mellanslag"
    return "valen går inte att använda så", more
