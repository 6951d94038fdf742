"""Say what each code means that the reading of files gives; rules between records explain themselves."""

from handlingsplan.model.problem import Severity
from handlingsplan.present.wording.explanation import Explanation


def _fault(code: str, title: str, text: str, remedy: str) -> Explanation:
    return Explanation(code, title, Severity.FAULT, text, remedy)


def _warning(code: str, title: str, text: str, remedy: str) -> Explanation:
    return Explanation(code, title, Severity.WARNING, text, remedy)


_EXPLANATIONS = (
    _fault(
        "HP001",
        "filen går inte att läsa",
        "Filen saknas, får inte läsas eller är inte en vanlig fil. Det kan också vara en mapp som inte får "
        "läsas, eller en länk till något som inte finns.",
        "Ta bort länken, eller det som inte är en fil. Får du inte läsa filen, be den som äger den om "
        "läsrätt. Är det `data/plan.yaml` som saknas, skapa den: där står planens namn och ord.",
    ),
    _fault(
        "HP002",
        "länk i stället för fil",
        "Filen eller mappen är en symbolisk länk, en sorts genväg till en annan plats. `hp` läser bara det "
        "som ligger i planens egen mapp.",
        "Lägg själva filen där länken är. Är det en mapp, lägg mappen med sina filer där.",
    ),
    _fault(
        "HP003",
        "inte sparad som UTF-8",
        "Filen är sparad med en annan teckenkodning än UTF-8. Då blir å, ä och ö fel.",
        "Öppna filen, välj Spara som och kodningen UTF-8. I Anteckningar finns valet bredvid knappen Spara.",
    ),
    _fault(
        "HP004",
        "tom fil",
        "Filen har ingenting i sig, eller bara kommentarer.",
        "Skriv posten, eller ta bort filen.",
    ),
    _fault(
        "HP005",
        "för stor fil",
        "En post är några få kilobyte. En fil på mer än en megabyte, eller med fler än 20 000 värden, är "
        "något annat, till exempel en bild eller en rapport.",
        "Flytta filen från planens mappar.",
    ),
    _fault(
        "HP006",
        "osynligt tecken",
        "Ett tecken som inte syns har följt med, ofta när text är kopierad från en webbsida eller ett "
        "dokument. Ett bakstreck inom dubbla citattecken kan också göra ett sådant tecken. En bokstav får "
        "inte heller ha fler prickar och accenter än något språk har.",
        "Ställ markören vid rad och kolumn, sudda tecknen där och skriv dem igen.",
    ),
    _fault(
        "HP007",
        "sammanslagning som inte är färdig",
        "Två personer har ändrat samma rad, och git har lämnat båda förslagen i filen.",
        "Bestäm vilken text som gäller. Ta bort den andra, och de tre raderna med `<<<<<<<`, `=======` och "
        "`>>>>>>>`.",
    ),
    _fault(
        "HP008",
        "tabb eller hårt mellanslag",
        "Indraget är gjort med tabb, eller med hårt mellanslag: ett tecken som ser ut som ett mellanslag men "
        "är ett annat. En pil (→) visar var en tabb står.",
        "Byt tecknet mot vanliga mellanslag, två för varje nivå.",
    ),
    _fault(
        "HP009",
        "tecken som behöver citattecken",
        "Värdet har ett tecken som betyder något särskilt i filformatet: kolon, `@`, `*`, `%` eller ett "
        "bakstreck.",
        "Sätt citattecken runt hela värdet. Finns det redan citattecken i texten, använd det andra slaget "
        """ytterst: `title: '"Trygga" möten'`.""",
    ),
    _fault(
        "HP010",
        "raden går inte att läsa",
        "Raden börjar i fel kolumn, saknar kolon, saknar mellanslag efter kolon eller saknar nyckel. En "
        "lista kan inte heller börja mitt på en rad.",
        "Låt raderna i en grupp börja rakt under varandra. Skriv nyckel, kolon, mellanslag, värde.",
    ),
    _fault(
        "HP012",
        "två poster i en fil",
        "En rad med `---` börjar en ny post. En fil rymmer bara en.",
        "Ta bort raden med `---`, eller lägg den andra posten i en egen fil.",
    ),
    _fault(
        "HP013",
        "hänvisning inne i filen",
        "Värdet börjar med `*` eller `&`. I filformatet betyder de hänvisning och ankare. Sådana används "
        "inte i planen.",
        "Sätt citattecken runt värdet, eller skriv det i klartext.",
    ),
    _fault(
        "HP014",
        "typmärke",
        "Värdet börjar med `!`. I filformatet betyder det ett typmärke. Sådana används inte i planen.",
        "Sätt citattecken runt värdet, eller ta bort typmärket.",
    ),
    _fault(
        "HP015",
        "för många nivåer",
        "Hakparenteser, klammer eller indrag ligger i varandra i fler än tjugo nivåer. Så djup är ingen "
        "post.",
        "Kontrollera parenteserna.",
    ),
    _fault(
        "HP016",
        "samma nyckel två gånger",
        "Nyckeln står redan högre upp i samma grupp. `hp` väljer inte åt dig.",
        "Behåll den rad som gäller och ta bort den andra.",
    ),
    _fault(
        "HP017",
        "citattecken eller parentes som inte avslutas",
        "Ett citattecken, en hakparentes eller en klammer börjar men avslutas inte. Eller så avslutas något "
        "som aldrig började.",
        "Skriv det avslutande tecknet, eller ta bort det som är för mycket. Titta på raden ovanför också; "
        "felet kan börja där.",
    ),
    _warning(
        "HP018",
        "märke först i filen",
        "En del program lägger ett osynligt märke (BOM) först i filen. `hp` läser filen ändå.",
        "Spara om filen som UTF-8, inte UTF-8 med BOM.",
    ),
    _warning(
        "HP019",
        "bokstav och prick var för sig",
        "Ett å, ä eller ö är sparat som två tecken: bokstaven och prickarna. Det händer ibland med text "
        "från en Mac. `hp` läser dem som ett.",
        "Skriv om ordet och spara.",
    ),
    _fault(
        "HP020",
        "fil eller mapp som inte läses",
        "Mappen har ett annat namn än planens mappar, eller filen ligger fel eller har fel ändelse. Eller så "
        "står något annat där en av planens mappar ska vara, eller så ser två filers namn likadana ut. Det "
        "som står där är inte med i planen.",
        "Byt namn på filen eller mappen, eller flytta den. Anteckningar som hör till planen kan heta något "
        "som slutar på `.md`; de lämnas i fred.",
    ),
    _warning(
        "HP021",
        "text som andra program läser som något annat",
        "Utan citattecken tar andra program värdet för ett tal, en dag eller ett ja. `2.10` blir talet 2,1, "
        "och `NO` blir nej. `hp` läser det som den text du skrev, men det gör inte alla program.",
        'Sätt citattecken runt värdet. Det gäller också id med en enda punkt: `id: "2.1"`. Id som `2.1.1` '
        "behöver inga.",
    ),
    _warning(
        "HP022",
        "text som blev kommentar",
        "Efter mellanslag och `#` är resten av raden en kommentar. Här har nog `#` hört till texten.",
        'Sätt citattecken runt hela värdet: `title: "Grupp #3"`. Är det en kommentar, skriv ett mellanslag '
        "efter `#`.",
    ),
    _fault(
        "HP101",
        "okänd nyckel",
        "Nyckeln finns inte för det här slaget av post, eller inte i den här gruppen. Ofta är den felstavad, "
        "eller skriven på svenska.",
        "Följ förslaget. Alla nycklar står i ordlistan.",
    ),
    _fault(
        "HP102",
        "nyckel som måste finnas",
        "Utan nyckeln går filen inte att läsa. Sista raden i felet säger vad nyckeln betyder, eller vilka "
        "ord den kan ha.",
        "Lägg till raden.",
    ),
    _fault(
        "HP103",
        "fel form",
        "En lista står där det ska vara ett värde, ett värde där det ska vara en lista eller en grupp av "
        "nycklar, eller ingenting där något måste stå.",
        "En lista skrivs `[ALFA, BETA]`, också när den bara har ett värde: `[ALFA]`. Är värdet okänt, skriv "
        '`null` och inte `""`.',
    ),
    _fault(
        "HP104",
        "komma som delar värdet",
        "Inom klammer och hakparentes skiljer kommat ett värde från nästa. Beloppet `7,6 mnkr` blir då två.",
        'Sätt citattecken runt värdet: `applied: "7,6 mnkr"`. Eller skriv nycklarna på egna rader, som i '
        "handboken; där behövs inga citattecken.",
    ),
    _fault(
        "HP105",
        "okänt skrivet som ett ord",
        "Ordet `okänt` är inget värde, och inte heller `vet ej` eller ett frågetecken. Det som ingen vet "
        "skrivs `null`.",
        "Skriv `null`, till exempel `lead: null`. Då räknas det som en lucka, och visas som okänt överallt.",
    ),
    _fault(
        "HP110",
        "inget kort namn",
        "Här ska det stå ett ord eller ett kortnamn, på en enda rad och högst 500 tecken långt. Ett "
        "påståendes kortnamn har inget snedstreck: det skiljer dokumentet från påståendet, som i "
        "`rapporten/processer`.",
        "Skriv ett kortnamn på en rad. Är det flera, hör de hemma i en nyckel som tar en lista.",
    ),
    _fault(
        "HP111",
        "id som inte går att använda",
        "Id:t är också filens namn. Därför kan det bara ha vissa tecken, och inte hur många som helst.",
        "Använd a–z, siffror, punkt och bindestreck, högst 100 tecken, och börja med en bokstav eller en "
        "siffra. Skriv å och ä som a, och ö som o. Stora bokstäver går också bra.",
    ),
    _fault(
        "HP112",
        "inget belopp",
        "Här ska det stå ett belopp i kronor. Värdet går inte att läsa som ett belopp.",
        "Skriv beloppet med siffror, till exempel `7 600 000` eller `ca 7,6 mnkr`. Alla former står på sidan "
        "Dagar och belopp, under Belopp. Är det okänt, skriv `null`.",
    ),
    _fault(
        "HP113",
        "ingen dag",
        "Här ska det stå en dag. Värdet går inte att läsa som en dag, eller så finns dagen inte i kalendern.",
        "Skriv till exempel `2022-03-14`, `2022-03` eller `hösten 2022`. Alla former står på sidan Dagar och "
        "belopp, under Dagar. Är dagen okänd, skriv `null`.",
    ),
    _fault(
        "HP114",
        "inget tal",
        "Här ska det stå ett antal eller en andel. Värdet går inte att läsa som ett tal.",
        "Skriv med siffror, till exempel `12`, `drygt 60` eller `64 %`. Alla former står på sidan Dagar och "
        "belopp, under Tal. Är det okänt, skriv `null`.",
    ),
    _fault(
        "HP115",
        "ord som inte finns att välja på",
        "Nyckeln tar bara vissa ord, och det som står här är inget av dem.",
        "Följ förslaget, eller välj ett av orden som felet räknar upp.",
    ),
    _fault(
        "HP116",
        "inget år",
        "Ett år skrivs med fyra siffror och börjar på 19, 20 eller 21.",
        "Skriv fyra siffror, till exempel `2022`.",
    ),
    _fault(
        "HP117",
        "varken ja eller nej",
        "Nyckeln svarar på en fråga, och svaret kan bara vara ja eller nej.",
        "Skriv `ja` eller `nej`. Är det okänt, skriv `null`.",
    ),
    _fault(
        "HP118",
        "ingen paragraf",
        "En paragraf i ett protokoll är ett nummer, ibland med en bokstav efter.",
        'Skriv numret, med en bokstav om det finns en: `"7"`, `"7a"`.',
    ),
    _fault(
        "HP119",
        "läget saknar början, eller har två",
        "Varje läge i en process har antingen `since` (dagen då det började) eller `seen` (en dag då man såg "
        "att det var så). Inte båda, och inte ingen.",
        "Vet du när läget började, skriv `since`. Vet du bara att det var så en viss dag, skriv `seen`. Vet "
        "du ingen dag alls, ta bort läget och skriv det i `note`.",
    ),
    _fault(
        "HP120",
        "samma sak två gånger",
        "Ett värde får stå en gång i en lista, och ett år en gång bland en insats belopp. Stod det två "
        "gånger skulle det ena inte räknas.",
        "Ta bort det ena. Har två beslut gett pengar samma år, lägg ihop beloppen till ett och skriv det "
        "andra beslutet i `note`.",
    ),
    _fault(
        "HP121",
        "ingen kod",
        "I `data/rules.yaml` har varje egen regel en kod, och varje godkännande koden för det som godkänns. "
        "Planens egna regler har koderna HP300 till HP399.",
        "Skriv koden med två stora bokstäver och tre siffror.",
    ),
    _fault(
        "HP122",
        "regeln kräver ingenting, eller flera saker",
        "En egen regel kräver en sak: att nycklar anges (`stated`), att ett värde är inom gränser "
        "(`compare`), att något är inom ett antal (`count`), att en summa är inom gränser (`sum`), eller att "
        "en dag kommer inom ett antal dagar efter en annan (`within`).",
        "Skriv en av dem, med en gräns. Gör en regel till om du vill kräva mer.",
    ),
)

READING: dict[str, Explanation] = {explanation.code: explanation for explanation in _EXPLANATIONS}
"""Every code of a file, a key or a value, in order."""
