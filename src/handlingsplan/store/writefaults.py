"""Say in Swedish why something could not be written: the system's answer in, a stop for the user out."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from handlingsplan.errors import HpError

_OPEN = ("filen är öppen i ett annat program", "stäng den där, och försök igen")
_ON_WINDOWS = {
    5: ("filen är öppen i ett annat program, eller så får du inte skriva där", _OPEN[1]),
    32: _OPEN,
    33: _OPEN,
}
"""What is answered about a file that another program holds open: denied, sharing and lock violation."""
_DENIED = ("du får inte skriva där", "be den som äger mappen om skrivrätt")
_FULL = ("disken är full", "gör plats på disken och försök igen")
_NOT_A_FOLDER = ("en del av sökvägen är en fil men ska vara en mapp", "byt namn på filen")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("ditt utrymme på disken är slut", "ta bort något, eller be om mer utrymme"),
    errno.EFBIG: ("filen blir större än vad som får skrivas", "gör plats, eller be om mer utrymme"),
    errno.EROFS: ("disken är skrivskyddad", "skriv i en kopia av planen på en annan disk"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENAMETOOLONG: ("namnet är för långt", "välj ett kortare namn"),
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EEXIST: _NOT_A_FOLDER,
    errno.EISDIR: ("det är en mapp men ska vara en fil", "byt namn på mappen"),
    errno.ELOOP: ("det är en länk", "ta bort länken"),
    errno.EXDEV: ("mappen ligger på en annan disk än planen", "ha planens alla mappar på samma disk"),
    errno.ENOENT: ("mappen finns inte", "skapa den först"),
}


@contextmanager
def told_of(path: str) -> Iterator[None]:
    """Raise `HpError` about a path, in the words of this module, for any `OSError` in the block."""
    try:
        yield
    except OSError as error:
        raise write_fault(path, error) from error


def write_fault(path: str, error: OSError) -> HpError:
    """Return the stop that tells why a path could not be written."""
    reason, hint = _REASONS.get(error.errno or 0, ("disken svarade med ett fel", "försök igen"))
    reason, hint = _ON_WINDOWS.get(getattr(error, "winerror", 0), (reason, hint))
    return HpError(f"{path} kan inte skrivas: {reason}", hint)
