"""The command that looks for faults."""

from handlingsplan.cli.options import CheckFormat, PlanFolder, one_of, plan_folder


def check(*, format_: CheckFormat = "text", plan: PlanFolder = None) -> int:
    """Sök fel i planens filer; ändrar ingenting.

    Visar varje fel med fil, rad och vad som vore rätt. Det som är okänt är inget fel utan räknas som
    luckor. Slutar med 1 om det finns fel.
    """
    from handlingsplan.cli import console
    from handlingsplan.cli.listings import today
    from handlingsplan.compute.check import compute_check
    from handlingsplan.compute.rules.rule import Horizon
    from handlingsplan.present.export.check import check_json
    from handlingsplan.present.export.text import json_text
    from handlingsplan.present.screens.check import check_screen
    from handlingsplan.store.load import load_plan

    one_of("--format", format_, ("text", "json"))
    loading = load_plan(plan_folder(plan))
    result = compute_check(loading.plan, loading.problems, Horizon(today()))
    if format_ == "json":
        console.write(json_text(check_json(result)) + "\n")
    else:
        out = console.console()
        for line in check_screen(result, loading.texts):
            out.print(line, soft_wrap=True)
    return 0 if result.passed else 1
