"""Make up words, names and sentences: Swedish in their letters and joints, and true of nobody."""

from random import Random

_STARTS = ("b", "bl", "dr", "f", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "sk", "st", "sv", "t", "v")
_VOWELS = ("a", "e", "i", "o", "u", "y", "å", "ä", "ö")
_ENDS = ("l", "m", "n", "nd", "r", "rk", "s", "sk", "st", "t")
_NOUNS = ("samverkan", "stöd", "rutin", "utbildning", "träff", "uppföljning", "kartläggning", "grupp")
_PLAIN = str.maketrans("åäö", "aao")
_WIDTH = 88


def word(random: Random) -> str:
    """Return one made-up word of two syllables."""
    first = random.choice(_STARTS) + random.choice(_VOWELS)
    return first + random.choice(_STARTS) + random.choice(_VOWELS) + random.choice(_ENDS)


def title(random: Random) -> str:
    """Return a short title."""
    return f"{word(random).capitalize()} och {random.choice(_NOUNS)} i {word(random).capitalize()}"


def phrase(random: Random) -> str:
    """Return a few words, such as something to do or somebody to tell."""
    return f"{word(random)} med {random.choice(_NOUNS)} för {word(random)} i {word(random).capitalize()}"


def sentence(random: Random) -> str:
    """Return a sentence of some eighty letters."""
    noun, other = random.choice(_NOUNS), random.choice(_NOUNS)
    return (
        f"{word(random).capitalize()} ger {noun} åt {word(random)} med {other} för "
        f"{word(random)} och {word(random)}, så att {word(random)} blir {word(random)}."
    )


def slug(random: Random) -> str:
    """Return a made-up word that can stand in an id."""
    return word(random).translate(_PLAIN)


def wrapped(text: str) -> list[str]:
    """Return a text as lines of at most 88 signs."""
    lines = [""]
    for part in text.split():
        if lines[-1] and len(lines[-1]) + len(part) >= _WIDTH:
            lines.append("")
        lines[-1] += f" {part}" if lines[-1] else part
    return lines
