"""A plan's folder on disk: what is read, what is refused, what is told, and that nothing is ever written."""

import codecs
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlingsplan.errors import HpError
from handlingsplan.model.problem import Place, Problem, Severity
from handlingsplan.store.files import find_plan, read_folder
from handlingsplan.store.load import Loading, load_plan
from tests.limits import at_most

PLAN = "name: Planen\n"
GOOD = "id: bra\ntitle: En bra fil\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan with one good process."""
    folder = tmp_path / "planen"
    _write(folder, "data/plan.yaml", PLAN)
    _write(folder, "data/processes/bra.yaml", GOOD)
    return folder


def _write(root: Path, path: str, content: str | bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def _only_problem(root: Path, *, read: int = 2, total: int = 3) -> Problem:
    """The one problem of a plan whose other files are read as ever."""
    loading = load_plan(root)
    assert list(loading.plan.processes) == ["bra"]
    assert loading.plan.header.name == "Planen"
    assert (loading.plan.files.read, loading.plan.files.total) == (read, total)
    [problem] = loading.problems
    assert problem.message
    assert problem.hint
    return problem


def _at(problem: Problem) -> tuple[str, int, int, str]:
    return (problem.place.file, problem.place.line, problem.place.column, problem.code)


# ---- files that cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "column", "code"),
    [
        pytest.param("id: x\ntitle: Möte\n".encode("cp1252"), 2, 9, "HP003", id="Windows letters"),
        pytest.param("id: x\n".encode("utf-16"), 0, 0, "HP003", id="UTF-16"),
        pytest.param(b"id: x\ntitle: a\xffb\n", 2, 9, "HP003", id="a broken byte"),
        pytest.param(b"", 0, 0, "HP004", id="empty"),
        pytest.param(b"# a\n\n  # b\n", 0, 0, "HP004", id="only comments"),
        pytest.param(b"---\n", 0, 0, "HP004", id="only a mark"),
        pytest.param(b"id: x\n" + b"#" * 1_000_000, 0, 0, "HP005", id="too large"),
        pytest.param(b"id: x\nby: \x00\n", 2, 5, "HP006", id="a forbidden sign"),
        pytest.param(b"id: x\n<<<<<<< HEAD\nby: a\n", 2, 1, "HP007", id="an unfinished merge"),
        pytest.param(b"id: x\n\ttitle: a\n", 2, 1, "HP008", id="a tab"),
        pytest.param(b"id: x\ntitle: a: b\n", 2, 9, "HP009", id="a colon in a value"),
        pytest.param(b"id: x\r\ntitle: a: b\r\n", 2, 9, "HP009", id="a colon after CRLF"),
        pytest.param(b"id: x\rtitle: a: b\r", 2, 9, "HP009", id="a colon after lone CR"),
        pytest.param(b"id: x\n  title: a\n", 2, 3, "HP010", id="a line too far in"),
        pytest.param(b"id: x\ntitle: 'a\n", 2, 8, "HP017", id="an open quote"),
        pytest.param(b"- a\n- b\n", 1, 1, "HP103", id="a list"),
        pytest.param(b"hej\n", 1, 1, "HP103", id="a word"),
    ],
)
def test_a_broken_file_is_told_once_and_hides_no_other(
    root: Path, content: bytes, line: int, column: int, code: str
) -> None:
    _write(root, "data/processes/x.yaml", content)
    problem = _only_problem(root)
    assert _at(problem) == ("data/processes/x.yaml", line, column, code)
    assert problem.severity is Severity.FAULT


@pytest.mark.parametrize(
    ("content", "line", "column", "code"),
    [
        pytest.param(codecs.BOM_UTF8 + "id: x\ntitle: å\n".encode(), 1, 1, "HP018", id="a byte order mark"),
        pytest.param("id: x\ntitle: a\u030a\n".encode(), 2, 8, "HP019", id="letters in parts"),
    ],
)
def test_what_is_only_unusual_is_read_and_warned_of(
    root: Path, content: bytes, line: int, column: int, code: str
) -> None:
    _write(root, "data/processes/x.yaml", content)
    loading = load_plan(root)
    [problem] = loading.problems
    assert _at(problem) == ("data/processes/x.yaml", line, column, code)
    assert problem.severity is Severity.WARNING
    assert loading.plan.processes["x"].title == "å"
    assert loading.plan.files.complete


def test_a_fault_after_a_byte_order_mark_stands_where_it_is_seen(root: Path) -> None:
    _write(root, "data/processes/x.yaml", codecs.BOM_UTF8 + "titel: å\nid: x\n".encode())
    loading = load_plan(root)
    assert [_at(problem) for problem in loading.problems] == [
        ("data/processes/x.yaml", 1, 1, "HP018"),
        ("data/processes/x.yaml", 1, 1, "HP101"),
    ]


def test_faults_in_several_files_are_all_told_in_the_order_of_their_places(root: Path) -> None:
    _write(root, "data/processes/b.yaml", "id: b\ntitel: a\n\nled: b\n")
    _write(root, "data/processes/a.yaml", b"\xff")
    _write(root, "data/grants/c.yaml", "id: c\ntitle: a: b\n")
    assert [_at(problem) for problem in load_plan(root).problems] == [
        ("data/grants/c.yaml", 2, 9, "HP009"),
        ("data/processes/a.yaml", 1, 1, "HP003"),
        ("data/processes/b.yaml", 2, 1, "HP101"),
        ("data/processes/b.yaml", 4, 1, "HP101"),
    ]


def test_a_slip_in_the_plans_own_file_leaves_the_rest_of_it(root: Path) -> None:
    _write(root, "data/plan.yaml", PLAN + "areas:\n  LV: {name: Livet}\nägare: Kommunen\nperiod: [2021]\n")
    loading = load_plan(root)
    assert [_at(problem) for problem in loading.problems] == [
        ("data/plan.yaml", 4, 1, "HP101"),
        ("data/plan.yaml", 5, 9, "HP103"),
    ]
    assert loading.plan.header.name == "Planen"
    assert list(loading.plan.header.areas) == ["LV"]
    assert list(loading.plan.processes) == ["bra"]


def test_a_repeated_key_in_the_plans_own_file_leaves_the_first(root: Path) -> None:
    _write(root, "data/plan.yaml", PLAN + "name: En annan plan\n")
    problem = _only_problem(root, read=1, total=2)
    assert _at(problem) == ("data/plan.yaml", 2, 1, "HP016")


def test_a_record_with_a_repeated_key_is_left_out_of_the_plan(root: Path) -> None:
    _write(root, "data/processes/x.yaml", "id: x\ntitle: a\ntitle: b\n")
    assert _at(_only_problem(root)) == ("data/processes/x.yaml", 3, 1, "HP016")


def test_a_plan_without_its_own_file_is_told_and_read(root: Path) -> None:
    (root / "data/plan.yaml").unlink()
    loading = load_plan(root)
    [problem] = loading.problems
    assert _at(problem) == ("data/plan.yaml", 0, 0, "HP001")
    assert list(loading.plan.processes) == ["bra"]


def test_every_value_of_a_plan_can_be_placed(root: Path) -> None:
    locate = load_plan(root).plan.locate
    assert locate("data/processes/bra.yaml", ("title",)) == Place("data/processes/bra.yaml", 2, 8)
    assert locate("data/processes/finns-inte.yaml", ("title",)) == Place("data/processes/finns-inte.yaml")


# ---- names and folders ------------------------------------------------------------------------------

_RENAME = "byt namn så att det slutar på .yaml"


@pytest.mark.parametrize(
    ("path", "told", "hint"),
    [
        pytest.param("processes/x.yml", "processes/x.yml", _RENAME, id=".yml"),
        pytest.param("processes/x.YAML", "processes/x.YAML", _RENAME, id=".YAML"),
        pytest.param(
            "processes/x.yaml.txt", "processes/x.yaml.txt", _RENAME, id="an ending that Windows hides"
        ),
        pytest.param("plan.yml", "plan.yml", "byt namn till plan.yaml", id="plan.yml"),
        pytest.param("Plan.yaml", "Plan.yaml", "byt namn till plan.yaml", id="Plan.yaml"),
        pytest.param("process/x.yaml", "process", "menade du processes?", id="a folder misspelt"),
        pytest.param("Grants/x.yaml", "Grants", "menade du grants?", id="a folder with a capital"),
    ],
)
def test_what_was_meant_to_be_read_is_told_and_counted(root: Path, path: str, told: str, hint: str) -> None:
    _write(root, f"data/{path}", "id: x\n")
    problem = _only_problem(root)
    assert _at(problem) == (f"data/{told}", 0, 0, "HP020")
    assert (problem.severity, problem.hint) == (Severity.FAULT, hint)


def test_a_folder_like_no_other_is_told_with_the_names_that_there_are(root: Path) -> None:
    _write(root, "data/övrigt/x.yaml", "id: x\n")
    problem = _only_problem(root)
    assert _at(problem) == ("data/övrigt", 0, 0, "HP020")
    assert problem.hint is not None
    assert "processes" in problem.hint


def test_a_record_beside_the_folders_is_told_with_where_to_put_it(root: Path) -> None:
    _write(root, "data/x.yaml", "id: x\n")
    problem = _only_problem(root)
    assert _at(problem) == ("data/x.yaml", 0, 0, "HP020")
    assert problem.hint is not None
    assert problem.hint.startswith("flytta den till en av ")


@pytest.mark.parametrize(
    "path",
    [
        "data/processes/.dold.yaml",
        "data/processes/~$x.yaml",
        "data/processes/#x.yaml#",
        "data/processes/x.yaml~",
        "data/processes/README.md",
        "data/processes/bild.png",
        "data/bilagor/beslut.pdf",
        "data/.git/x.yaml",
        "README.yaml",
        "other/x.yml",
    ],
)
def test_what_editors_and_people_leave_beside_is_passed_by(root: Path, path: str) -> None:
    _write(root, path, b"\xff")
    loading = load_plan(root)
    assert loading.problems == ()
    assert (loading.plan.files.read, loading.plan.files.total) == (2, 2)


def test_a_folder_within_a_folder_is_read(root: Path) -> None:
    _write(root, "data/processes/2021/x.yaml", "id: x\n")
    loading = load_plan(root)
    assert loading.problems == ()
    assert sorted(loading.plan.processes) == ["bra", "x"]


def test_a_file_name_in_parts_is_told_of_with_whole_letters(root: Path) -> None:
    _write(root, "data/processes/mo\u0308te.yaml", "id: [\n")
    assert _only_problem(root).place.file == "data/processes/möte.yaml"


def test_a_file_name_in_another_encoding_can_be_told_of(root: Path) -> None:
    name = os.fsencode(root / "data/processes") + "/möte.yaml".encode("cp1252")
    Path(os.fsdecode(name)).write_bytes(b"\xff")
    file = _only_problem(root).place.file
    assert file == "data/processes/m\ufffdte.yaml"
    assert file.encode()


def test_files_are_read_in_the_order_of_their_paths(root: Path) -> None:
    for name in ("ö", "b", "a", "Z"):
        _write(root, f"data/grants/{name}.yaml", f"id: {name}\n")
    assert [path for path, _ in read_folder(root).texts] == [
        "data/grants/Z.yaml", "data/grants/a.yaml", "data/grants/b.yaml", "data/grants/ö.yaml",
        "data/plan.yaml", "data/processes/bra.yaml",
    ]  # fmt: skip


# ---- links and other kinds of files -----------------------------------------------------------------


def test_a_link_out_of_the_plan_is_not_followed(root: Path) -> None:
    secret = _write(root.parent, "secret.yaml", "id: x\ntitle: hemligt\n")
    (root / "data/processes/x.yaml").symlink_to(secret)
    problem = _only_problem(root)
    assert _at(problem) == ("data/processes/x.yaml", 0, 0, "HP002")
    assert problem.message == "filen är en länk ut ur planens mapp"


def test_a_link_out_by_way_of_another_link_is_not_followed(root: Path) -> None:
    secret = _write(root.parent, "secret.yaml", "id: x\ntitle: hemligt\n")
    (root / "other.yaml").symlink_to(secret)
    (root / "data/processes/x.yaml").symlink_to("../../other.yaml")
    assert _at(_only_problem(root)) == ("data/processes/x.yaml", 0, 0, "HP002")


def test_a_folder_beside_with_a_longer_name_is_not_within_the_plan(root: Path) -> None:
    beside = _write(root.parent, "planen-hemlig/x.yaml", "id: x\n")
    (root / "data/processes/x.yaml").symlink_to(beside)
    assert _only_problem(root).code == "HP002"


def test_a_link_within_the_plan_is_read(root: Path) -> None:
    _write(root, "drafts/x.yaml", "id: x\ntitle: a\n")
    (root / "data/processes/x.yaml").symlink_to("../../drafts/x.yaml")
    loading = load_plan(root)
    assert loading.problems == ()
    assert loading.plan.processes["x"].title == "a"


def test_a_plan_that_is_reached_by_a_link_is_read(root: Path) -> None:
    link = root.parent / "genväg"
    link.symlink_to(root)
    (root / "data/processes/x.yaml").symlink_to("bra.yaml")
    assert load_plan(link).problems == ()


def test_a_linked_folder_is_not_entered(root: Path) -> None:
    _write(root.parent, "other/x.yaml", "id: x\n")
    (root / "data/grants").symlink_to(root.parent / "other")
    problem = _only_problem(root, total=3)
    assert _at(problem) == ("data/grants", 0, 0, "HP002")
    assert problem.message == "mappen är en länk och läses inte"


def test_a_data_folder_that_is_a_link_out_is_refused(root: Path) -> None:
    (root / "data").rename(root.parent / "elsewhere")
    (root / "data").symlink_to(root.parent / "elsewhere")
    with pytest.raises(HpError, match="länk ut ur planens mapp"):
        load_plan(root)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        pytest.param("x.yaml", "är en länk till sig själv", id="to itself"),
        pytest.param("saknas.yaml", "är en länk till något som inte finns", id="to nothing"),
        pytest.param("/saknas/helt.yaml", "är en länk till något som inte finns", id="to nothing outside"),
    ],
)
def test_a_link_that_leads_to_no_file_is_told(root: Path, target: str, message: str) -> None:
    (root / "data/processes/x.yaml").symlink_to(target)
    problem = _only_problem(root)
    assert _at(problem) == ("data/processes/x.yaml", 0, 0, "HP001")
    assert problem.message == message


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "data/processes/x.yaml")
    with at_most(5):
        problem = _only_problem(root)
    assert _at(problem) == ("data/processes/x.yaml", 0, 0, "HP001")
    assert problem.message == "är ingen vanlig fil"


def test_a_link_to_a_device_is_not_read(root: Path) -> None:
    (root / "data/processes/x.yaml").symlink_to("/dev/zero")
    with at_most(5):
        assert _at(_only_problem(root)) == ("data/processes/x.yaml", 0, 0, "HP001")


# ---- rights -----------------------------------------------------------------------------------------

NOBODY = 65534


@pytest.fixture
def open_root() -> Iterator[Path]:
    """A plan that every user of the machine may read: pytest's own folders are closed to others."""
    mask = os.umask(0o022)
    folder = Path(tempfile.mkdtemp(prefix="hp-test-"))
    folder.chmod(0o755)
    _write(folder, "data/plan.yaml", PLAN)
    _write(folder, "data/processes/bra.yaml", GOOD)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(folder)
    os.umask(mask)


def _as_nobody(root: Path) -> Loading:
    """The plan as somebody reads it for whom rights count: root may read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        return load_plan(root)
    finally:
        os.seteuid(user)


def test_a_file_that_may_not_be_read_is_told(open_root: Path) -> None:
    _write(open_root, "data/processes/x.yaml", "id: x\n").chmod(0)
    loading = _as_nobody(open_root)
    [problem] = loading.problems
    assert _at(problem) == ("data/processes/x.yaml", 0, 0, "HP001")
    assert (problem.message, problem.hint) == ("får inte läsas", "be ägaren om läsrätt")
    assert list(loading.plan.processes) == ["bra"]
    assert (loading.plan.files.read, loading.plan.files.total) == (2, 3)


@pytest.mark.parametrize("rights", [0o000, 0o311], ids=["closed", "cannot be listed"])
def test_a_folder_that_may_not_be_read_is_told(open_root: Path, rights: int) -> None:
    _write(open_root, "data/grants/x.yaml", "id: x\n").parent.chmod(rights)
    loading = _as_nobody(open_root)
    [problem] = loading.problems
    assert _at(problem) == ("data/grants", 0, 0, "HP001")
    assert problem.message == "får inte läsas"
    assert list(loading.plan.processes) == ["bra"]


def test_a_folder_that_may_be_listed_but_not_entered_is_told(open_root: Path) -> None:
    _write(open_root, "data/grants/2021/x.yaml", "id: x\n")
    _write(open_root, "data/grants/y.yaml", "id: y\n")
    (open_root / "data/grants").chmod(0o444)
    loading = _as_nobody(open_root)
    assert [_at(problem) for problem in loading.problems] == [
        ("data/grants/2021", 0, 0, "HP001"),
        ("data/grants/y.yaml", 0, 0, "HP001"),
    ]
    assert list(loading.plan.processes) == ["bra"]


# ---- finding and leaving alone ----------------------------------------------------------------------


def test_a_plan_is_found_from_any_folder_within_it(root: Path) -> None:
    assert find_plan(root) == root
    assert find_plan(root / "data" / "processes") == root


def test_the_nearest_plan_is_found(root: Path) -> None:
    inner = root / "exempel"
    _write(inner, "data/plan.yaml", PLAN)
    assert find_plan(inner / "data") == inner


def test_no_plan_is_a_stop_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(HpError) as stopped:
        find_plan(tmp_path)
    assert stopped.value.exit_code == 3
    assert stopped.value.hint is not None
    assert "--plan MAPP" in stopped.value.hint
    with pytest.raises(HpError, match="har ingen mapp data"):
        load_plan(tmp_path)


def _footprint(root: Path) -> dict[str, tuple[int, int, int, str]]:
    """Every file and folder with its rights, size, time of change and content."""
    found = {}
    for path in [root, *sorted(root.rglob("*"))]:
        about = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (about.st_mode, about.st_size, about.st_mtime_ns, content)
    return found


def test_reading_writes_nothing_and_changes_nothing(root: Path) -> None:
    _write(root, "data/processes/x.yaml", codecs.BOM_UTF8 + b"id: x\r\ntitle: a: b\r\n")
    _write(root, "data/grants/y.yaml", "id: y\ntitle: a\u030a\n")
    _write(root, "data/grants/z.yml", "id: z\n")
    (root / "data/decisions").mkdir()
    before = _footprint(root)
    load_plan(root)
    assert _footprint(root) == before
