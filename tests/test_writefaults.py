"""What the system answers when a file cannot be written is told in Swedish, with what to do."""

import errno

import pytest

from handlingsplan.errors import HpError
from handlingsplan.store.writefaults import told_of, write_fault

ANSWERS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "ditt utrymme på disken är slut",
    errno.EROFS: "disken är skrivskyddad",
    errno.EACCES: "du får inte skriva där",
    errno.EPERM: "du får inte skriva där",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ENOTDIR: "en del av sökvägen är en fil men ska vara en mapp",
    errno.EXDEV: "mappen ligger på en annan disk än planen",
    errno.EIO: "disken svarade med ett fel",
}


@pytest.mark.parametrize("number", ANSWERS, ids=errno.errorcode.get)
def test_every_answer_has_its_reason(number: int) -> None:
    fault = write_fault("data/x.yaml", OSError(number, "no"))
    assert fault.message == f"data/x.yaml kan inte skrivas: {ANSWERS[number]}"
    assert fault.hint


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_another_program_holds_open_on_windows_is_told(number: int) -> None:
    error = PermissionError(errno.EACCES, "no")
    setattr(error, "winerror", number)  # noqa: B010 - which only Windows has
    assert write_fault("x", error).message.startswith(
        "x kan inte skrivas: filen är öppen i ett annat program"
    )


def test_an_error_without_a_number_is_told_too() -> None:
    with pytest.raises(HpError, match="x kan inte skrivas: disken svarade med ett fel"), told_of("x"):
        raise OSError
