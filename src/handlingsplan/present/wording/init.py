"""Say in Swedish what hp init asks, what it writes in a new plan, and what it has done."""

from collections.abc import Iterator, Mapping, Sequence
from string import Template
from textwrap import dedent
from typing import NamedTuple

from handlingsplan.compute.carrying import LISTS, TABLES, Carried
from handlingsplan.present.markdown import escape
from handlingsplan.present.swedish import counted, listed


class Section(NamedTuple):
    """A stretch of plan.yaml: its keys, what it is, and an example that stands there while it is empty."""

    keys: Sequence[str]
    about: str
    example: str = ""


SECTIONS = (
    Section(
        (),
        """
        Planens ramar och ord. Mapparna bredvid har en fil för varje post: en process, ett beslut.
        null betyder att uppgiften är okänd. Skriv över null när ni vet; gissa inte, och skriv inte noll.
        """,
    ),
    Section(
        ("name", "owner", "period", "registry_number", "money"),
        """
        Vad planen heter, vem som äger den, första och sista dag, och diarienumret.
        En dag kan vara känd i del: 2026-03-14, 2026-03, 2026 eller hösten 2026.
        """,
    ),
    Section(
        ("organisations",),
        """
        Organisationerna. Kortnamnet till vänster är det som står i de andra filerna och i tabellerna.
        Den som inte är part i planen, men söker, betalar eller deltar, har party: nej.
        """,
        """
        Så här skrivs de. Ta bort # och ändra:
        organisations:
          UF:
            name: Utbildningsförvaltningen
          FÖRENINGSRÅDET:
            name: Föreningsrådet
            party: nej
        """,
    ),
    Section(
        ("bodies",),
        """
        Organen som beslutar. kind är slaget: political (fullmäktige, styrelse, nämnd; har paragrafer),
        consensus (alla ska vara ense; har aldrig paragrafer), officials (tjänstepersoner) eller
        external (någon utanför).
        """,
        """
        Så här skrivs de. Ta bort # och ändra:
        bodies:
          ledningen:
            kind: consensus
            name: Ledningsgruppen
            members:
              - organisation: UF
                from: 2026-01-01
        """,
    ),
    Section(
        ("areas",),
        """
        Målområdena, som processerna hör till.
        """,
        """
        Så här skrivs de. Ta bort # och ändra:
        areas:
          MB:
            name: Mötet med barn
        """,
    ),
    Section(
        ("statuses",),
        """
        Orden för var en process står. Byt ord om ni vill, men behåll slaget, kind, som hp räknar på:
        planned (inte börjat), active (pågår), paused (vilar), continuing (planen är slut men processen
        behöver fortsatt ledning), completed (slutförd) och cancelled (avbruten).
        """,
    ),
    Section(
        ("outcomes",),
        """
        På vilket sätt en process blev slutförd.
        """,
    ),
    Section(
        ("categories",),
        """
        Huvudområden: vad pengarna går till.
        """,
        """
        Så här skrivs de. Ta bort # och ändra:
        categories:
          utbildning:
            name: Utbildning för medarbetare
        """,
    ),
    Section(
        ("directions",),
        """
        Inriktningar: vad den som betalar har bundit pengarna till.
        """,
        """
        Så här skrivs de. Ta bort # och ändra:
        directions:
          suicidprevention:
            name: Suicidprevention
        """,
    ),
    Section(
        ("efforts",),
        """
        Insatser som återkommer år efter år.
        """,
    ),
    Section(
        ("themes",),
        """
        Teman, som svar och medskick hör till.
        """,
    ),
    Section(
        ("years",),
        """
        Pengarna, år för år. grants_complete är ja när årets alla insatser finns i planen, annars nej.
        spend_by är sista dag att använda pengarna, report_by sista dag att återrapportera dem.
        """,
        """
        Så här skrivs de. Ta bort # och ändra:
        years:
          2026:
            grants_complete: nej
            spend_by: 2026-12-31
            report_by: null
        """,
    ),
    Section(
        ("sources", "basis"),
        """
        Var uppgifterna ovan kommer ifrån: ett dokument i mappen sources, och stället i det.
        """,
    ),
)
MONEY = frozenset({"categories", "directions", "years"})
"""Sections that a plan without money of its own has only if something is to stand there."""
_ONLY_FILLED = frozenset({"efforts", "themes", "sources"})

INTRODUCTION = """\
Ny plan i {folder}

Några frågor, en i taget. Enter betyder okänt: då står null i planen, och den
som vet kan skriva det senare. Där det står [J/n] betyder Enter ja.
Ingenting skapas förrän du till sist har sagt ja. Ctrl-C avbryter.
"""
NAME = """\
Vad heter planen? Namnet står överst på varje skärm och i varje dokument.
Till exempel: Trygg uppväxt i Vidåsa"""
OWNER = """\
Vem äger planen? Den som andra ska fråga om den.
Till exempel: Vidåsa kommun"""
FIRST = """\
Vilken är planens första dag? Året räcker om dagen är okänd.
Till exempel: 2026-01-01"""
LAST = """\
Vilken är planens sista dag? Efter den visar hp läget som det var då.
Till exempel: 2028-12-31"""
ORGANISATIONS = """\
Vilka organisationer är med? Skriv en i taget: ett kortnamn, som sedan står i
filer och tabeller, och hela namnet. Enter när det inte är fler.
Till exempel: UF=Utbildningsförvaltningen"""
GROUP = """\
Vad heter planens styrgrupp? Enter om ingen finns, eller om det är okänt.
Till exempel: Ledningsgruppen"""
CONSENSUS = """\
Beslutar den bara när alla är ense? Då väntar sig hp aldrig någon paragraf,
och håller reda på vilka som var med när den beslutade."""
AREAS = """\
Ska planen ha folkhälsopolitikens åtta målområden, från Det tidiga livets
villkor till En jämlik och hälsofrämjande hälso- och sjukvård?"""
AREAS_FILE = """\
Vilken fil har planens målområden? Ett på varje rad, med kortnamn först om de
har det: MB: Mötet med barn. Enter om de är okända.
Till exempel: omraden.txt"""
MONEY_ASKED = "Fördelar planen egna pengar, till exempel stimulansmedel?"
CONFIRM = "Ska planen skapas i {folder}?"

_KINDS = {
    "process": ("process", "processer"),
    "process_meeting": ("processträff", "processträffar"),
    "grant": ("insats", "insatser"),
    "requisition": ("rekvisition", "rekvisitioner"),
    "decision": ("beslut", "beslut"),
    "meeting": ("möte", "möten"),
    "event": ("händelse", "händelser"),
    "voices": ("fråga med svar", "frågor med svar"),
    "recommendation": ("medskick", "medskick"),
    "finding": ("fynd", "fynd"),
    "track": ("spår", "spår"),
    "source": ("källdokument", "källdokument"),
    "rule": ("egen regel", "egna regler"),
}
_CARRIED = {
    "activities": ("öppen aktivitet", "öppna aktiviteter"),
    "desired_results": ("önskat resultat som inte är nått", "önskade resultat som inte är nådda"),
    "obstacles": ("hinder som finns kvar", "hinder som finns kvar"),
    "indicators": ("indikator med sitt senaste värde", "indikatorer med sina senaste värden"),
    "organisations": ("organisation", "organisationer"),
    "bodies": ("organ", "organ"),
    "areas": ("målområde", "målområden"),
    "statuses": ("lägesord", "lägesord"),
    "outcomes": ("utfall", "utfall"),
    "categories": ("huvudområde", "huvudområden"),
    "directions": ("inriktning", "inriktningar"),
    "efforts": ("återkommande insats", "återkommande insatser"),
    "themes": ("tema", "teman"),
}


def sections(present: Mapping[str, object], *, money: bool) -> list[tuple[Sequence[str], str, str]]:
    """Return the sections of a plan.yaml that holds some keys, with their words as they are written."""
    left_out = _ONLY_FILLED | (frozenset() if money else MONEY)
    return [
        (section.keys, dedent(section.about).strip(), dedent(section.example).strip())
        for section in SECTIONS
        if not {*section.keys} & left_out or any(key in present for key in section.keys)
    ]


def readme(text: str, name: str | None, owner: str | None) -> str:
    """Return the page for the plan's users, with the plan's name and who to ask."""
    who = escape(owner) if owner else "skriv här vem som svarar för den"
    return Template(text).substitute(namn=escape(name) if name else "Handlingsplan", agare=who)


def founded(folder: str, files: int, name: str | None, warnings: int) -> Iterator[str]:
    """Yield what was made, paragraph by paragraph."""
    where = "den här mappen" if folder == "." else folder
    called = f"Planen {name}" if name else "Planen, som inte har något namn än,"
    yield f"{called} ligger nu i {where}: {counted(files, 'fil', 'filer')}, utan fel."
    if warnings:
        told = counted(warnings, "varning", "varningar")
        yield f"Den har {told} med sig från den gamla planen; se hp check."


def carried(result: Carried, day: str, old: str | None) -> Iterator[str]:
    """Yield what was taken over from the plan before and what was not, paragraph by paragraph."""
    ids = [str(process["id"]) for process in result.processes]
    follow = f"följer {counted(len(ids), 'process', 'processer')} med"
    told = f"Från {old or 'den gamla planen'}, läget {day}, {follow}"
    yield f"{told}: {' '.join(ids)}." if ids else f"{told}."
    inside = _numbers(result.numbers, LISTS)
    if inside:
        yield f"I dem: {inside}."
    tables = _numbers(result.numbers, TABLES)
    if tables:
        yield f"Ord ur plan.yaml: {tables}. Deras källor, anteckningar, uppdrag och tal är kvar i den gamla."
    if result.passed:
        yield f"Sista dag har gått för {counted(result.passed, 'aktivitet', 'aktiviteter')}; den är nu null."
    if result.unplaced:
        unplaced = counted(result.unplaced, "process", "processer")
        yield f"Läget när den nya planen börjar är okänt för {unplaced}."
    left = [counted(result.left[kind], *_KINDS[kind]) for kind in _KINDS if kind in result.left]
    if left:
        yield f"Kvar i den gamla planen: {listed(left)}."
    if result.words_left:
        yield f"Nycklar som bara står i dess plan.yaml: {listed(result.words_left)}."


def next_commands(folder: str, *, git: bool) -> list[tuple[str, str]]:
    """Return the commands to go on with, and what each is for."""
    shown = f'"{folder}"' if " " in folder else folder
    first = [] if folder == "." else [(f"cd {shown}", "gå till planens mapp")]
    save = "git add -A" if git else "git init && git add -A"
    return [
        *first,
        ("hp check", "räkna fel och luckor"),
        (f'{save} && git commit -m "Planen börjar"', "spara den i git"),
        *([] if first else [("hp status", "var varje process står")]),
    ]


def _numbers(numbers: Mapping[str, int], keys: Sequence[str]) -> str:
    return listed(counted(numbers[key], *_CARRIED[key]) for key in keys if numbers[key])
