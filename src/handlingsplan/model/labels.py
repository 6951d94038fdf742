"""Name every key of the plan's files in Swedish: one label and one explanation, here only."""

from typing import NamedTuple


class Label(NamedTuple):
    """The Swedish name of a key and what is to be written there."""

    name: str
    about: str


LABELS: dict[str, Label] = {
    key: Label(name, about)
    for key, name, about in (
        ("action", "åtgärd", "Vad som föreslås göras åt hindret."),
        ("afterwards", "efteråt", "Vad det blev av insatsen när pengarna tog slut."),
        ("agreed", "överenskommet", "Vad mötet kom överens om: vad, vem och när."),
        ("aliases", "andra namn", "Andra skrivsätt för samma sak; de går att söka på."),
        ("amounts", "belopp", "Pengarna, ett år i taget."),
        ("anchored", "förankrad", "Om beskedet är förankrat i förvaltningarna: ja eller nej."),
        ("applied", "sökt", "Belopp i ansökan."),
        ("area", "målområde", "Målområdet, med det kortnamn som står i plan.yaml."),
        ("areas", "målområden", "Planens målområden."),
        ("baseline", "utgångsläge", "Indikatorns värde när arbetet började."),
        ("basis", "grund", "Hur ett fält är känt när källan inte säger det rakt ut."),
        ("bodies", "organ", "De som beslutar eller yttrar sig i planens frågor."),
        ("body", "organ", "Vem som beslutade, med det kortnamn som står i plan.yaml."),
        ("by", "av", "Vem som står bakom uppgiften eller handlingen."),
        ("candidates", "tänkbara organ", "Organ som det kan ha varit, när det inte är känt."),
        ("carried", "överfört", "Belopp som fördes över till nästa år."),
        ("carried_out", "genomförs", "När insatsen genomförs, om det inte är hela året."),
        ("carries", "bär", "Poster som punkten beslutar om."),
        ("categories", "huvudområden", "Vad pengarna kan gå till."),
        ("category", "huvudområde", "Vad pengarna gick till."),
        ("concerns", "gäller", "Processer, insatser och andra poster som beslutet gäller."),
        ("consensus_since", "konsensus sedan", "Från vilken dag organet beslutar i konsensus."),
        ("count", "antal", "Antal, som det är skrivet."),
        ("day", "dag", "Dag; kan skrivas i del, till exempel 2022-03 eller hösten 2022."),
        ("decision", "beslut", "Id för beslutet bakom beloppet."),
        ("direction", "inriktning", "Inriktning i överenskommelsen med staten."),
        ("directions", "inriktningar", "Inriktningar i överenskommelsen med staten."),
        ("done", "gjort", "Dagen då det var gjort."),
        ("due", "senast", "Dagen då det ska vara klart."),
        ("efforts", "återkommande insatser", "Verksamhet som flera insatser kan höra till."),
        ("form", "form", "Hur mötet hölls, till exempel digitalt."),
        ("from", "från", "Första dagen, eller vem pengarna kom från."),
        ("fte", "heltider", "Omfattning i heltidstjänster, bara om källan säger det."),
        ("granted", "beviljat", "Belopp som beviljades."),
        ("grants_complete", "alla insatser med", "Om årets lista över insatser är fullständig."),
        ("history", "lägen", "Processens lägen, ett i taget, i tidsordning."),
        ("id", "id", "Postens namn; samma som filens namn utan .yaml."),
        ("indicators", "indikatorer", "Det som mäts för att se om arbetet ger resultat."),
        ("kind", "slag", "Vilket slags post eller begrepp det är."),
        ("lead", "huvudansvar", "Organisationen som har huvudansvaret."),
        ("left", "kvar", "Belopp som är kvar."),
        ("lifted_to", "lyft till", "Organet som hindret är lyft till."),
        ("matter", "ärende", "Ärendet som parallella beslut hör till."),
        ("meetings", "processträffar", "Processens möten."),
        ("members", "ledamöter", "Organisationerna som ingår, och från när."),
        ("money", "pengarna heter", "Vad pengarna kallas i rubriker, till exempel Bidrag."),
        ("name", "namn", "Namnet i sin helhet."),
        ("not_participating", "deltar inte", "Organisationer som man vet inte deltar."),
        ("note", "anmärkning", "Det som läsaren behöver veta utöver fälten."),
        ("number", "nummer", "Punktens nummer i beslutet."),
        ("obstacles", "hinder", "Det som står i vägen för processen."),
        ("organisation", "organisation", "Organisationen, med det kortnamn som står i plan.yaml."),
        ("organisations", "organisationer", "Organisationerna som deltar, med kortnamn."),
        ("outcome", "utfall", "På vilket sätt det blev klart, eller vad det ledde till."),
        ("outcomes", "sätt att bli slutförd", "De sätt som en process kan bli slutförd på."),
        ("owner", "ägare", "Vem som äger planen."),
        ("paragraph", "paragraf", "Paragrafens nummer i protokollet; bara politiska organ."),
        ("participation_complete", "deltagande känt för", "Organisationer vars alla processer är kända."),
        ("party", "part i planen", "Om organisationen är en av planens parter; annars nej."),
        ("pauses", "pauser", "När processen var pausad, varför och på vems beslut."),
        ("period", "planperiod", "Planens första och sista dag."),
        ("points", "beslutspunkter", "Beslutets punkter (att-satser)."),
        ("posts", "tjänster", "Tjänster som insatsen betalar."),
        ("present", "närvarande", "Organisationerna som var med."),
        ("processes", "processer", "Processer som insatsen stöder."),
        ("proposed", "föreslaget", "Belopp som beredningen föreslog."),
        ("reason", "skäl", "Varför."),
        ("recipients", "skickas till", "Vilka som beslutet skickas till."),
        ("reference", "referens", "Beteckning på rekvisitionen hos den som betalar."),
        ("registry_number", "diarienummer", "Diarienumret, precis som det är skrivet."),
        ("repaid", "återbetalat", "Belopp som betalades tillbaka."),
        ("replaced_by", "ersatt av", "Id för beslutet som ersätter detta."),
        ("report_by", "återrapporteras senast", "Sista dag för årets återrapportering."),
        ("requisitioned", "rekvirerat", "Belopp som rekvirerades."),
        ("seen", "sett", "Dagen då läget var så; det säger inget om tiden innan."),
        ("sender", "avsändare", "Vem som står bakom dokumentet."),
        ("shares", "andelar", "Hur pengarna delas mellan organisationerna."),
        ("short", "kortnamn", "Så som dokumentet nämns i löpande text."),
        ("since", "sedan", "Dagen då läget började gälla."),
        ("sources", "källor", "Varifrån varje fält kommer: dokument och ställe."),
        ("spend_by", "förbrukas senast", "Sista dag att använda årets medel."),
        ("spent", "förbrukat", "Belopp som förbrukades."),
        ("status", "läge", "Läget, med ett av de ord som gäller här."),
        ("statuses", "lägesord", "Orden för en process läge och vad de betyder."),
        ("target", "mål", "Värdet som ska nås."),
        ("text", "text", "Texten, som den är skriven i källan."),
        ("theme", "tema", "Vad processen handlar om, när titeln inte är känd."),
        ("through", "till och med", "Sista dagen då läget säkert gällde."),
        ("title", "titel", "Vad det heter."),
        ("to", "till", "Sista dagen."),
        ("unit", "enhet", "Vad antalet eller värdet räknas i."),
        ("unspent", "oförbrukat", "Vad som gäller för medel som inte har använts."),
        ("value", "värde", "Det uppmätta värdet."),
        ("values", "värden", "Uppmätta värden med dag."),
        ("voice_given", "röst given", "Vem som fick den frånvarandes röst, den frånvarande först."),
        ("what", "vad", "Vad som ska göras, eller vad som står i vägen."),
        ("who", "vem", "Vem som gör det."),
        ("year", "år", "Kalenderåret."),
        ("years", "år", "Kalenderåren det gäller."),
    )
}  # fmt: skip


def label(key: str) -> str:
    """Return the Swedish name of a key; a key without one is shown as it is."""
    known = LABELS.get(key)
    return known.name if known else key


def shown(key: str) -> str:
    """Return a key with its Swedish name beside it, as in `lead (huvudansvar)`."""
    name = label(key)
    return key if name == key else f"{key} ({name})"
