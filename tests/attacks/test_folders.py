"""What arrives as a folder or a zip may be anything: each student gets a clear result or a reason, and nothing escapes.

Three doors: `collect` (what a learning platform hands over), one student's file, and a course's submitted/ folder.
"""

import io
import json
import os
import re
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tracemalloc
import warnings
import zipfile
from contextlib import contextmanager

import pytest

from grader import gradebook, intake, report
from grader.collect import collect
from grader.grading import Settings
from grader.sandbox import walls
from tests.conftest import ROOT

A = "1_recurrent_cells"
GOOD = json.dumps({"cells": [], "nbformat": 4, "metadata": {}, "nbformat_minor": 5}).encode()
BETTER = GOOD + b" "
RELEASE = intake.read_release(ROOT / "assignments" / A / f"{A}.ipynb")
MOST_MEMORY = 300 * 2**20
NOT_PLAIN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
NO_FOLDER = re.compile(r'[\x00-\x1f\x7f/\\<>:"|?*\ud800-\udfff]|^\.|[. ]$|^$')


@contextmanager
def within(seconds):
    """Stop the test if it takes longer: a pipe that nobody writes to would hold it for ever."""

    def stop(*_):
        pytest.fail(f"took longer than {seconds} seconds")  # no OSError: nobody may take it for a file's

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def collected(path, seconds=20):
    """{student: (bytes or None, note)} and proof that each is clear, within bounds, with nothing written anywhere near."""
    around = snapshot(path.parent)
    tracemalloc.start()
    try:
        with within(seconds):
            found = collect(path, A)
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY, "too much memory"
    finally:
        tracemalloc.stop()
    assert snapshot(path.parent) == around
    names = [item.student for item in found]
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if NO_FOLDER.search(name) or len(name.encode()) > 255] == []
    assert [item.student for item in found if item.data is None and not item.note] == []
    assert [item.note for item in found if NOT_PLAIN.search(item.note) or len(item.note) > 500] == []
    return {item.student: (item.data, item.note) for item in found}


def refused(path):
    """Why the whole of it is refused."""
    with within(20), pytest.raises(intake.Unreadable) as caught:
        collect(path, A)
    assert str(caught.value)


def snapshot(folder):
    return sorted((str(path), path.lstat().st_mode) for path in folder.rglob("*"))


def put(root, place, data=GOOD):
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def inbox(tmp_path):
    """A folder as handed over, with one honest student in it, and a secret beside it."""
    put(tmp_path, "secret/secret.ipynb", b"the answers")
    put(tmp_path, f"inbox/ada/{A}/{A}.ipynb")
    return tmp_path / "inbox"


def packed(folder, entries, way=zipfile.ZIP_DEFLATED):
    """A zip with an honest student and the given (name or ZipInfo, bytes)."""
    path = folder / "upload.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", way) as archive:
        warnings.simplefilter("ignore")  # duplicate names are meant
        for name, data in [(f"ada/{A}/{A}.ipynb", GOOD), *entries]:
            archive.writestr(name, data)
    return path


# --- a folder -------------------------------------------------------------------------------------------------


def test_the_usual_layouts_are_understood(tmp_path):
    root = tmp_path / "inbox"
    put(root, "Ada Lovelace_12345_assignsubmission_file_/my work.ipynb")
    put(root, "hopper_12345_67890_x.ipynb")
    put(root, f"grace/{A}/{A}.ipynb")
    put(root, "emmy.ipynb")
    found = collected(root)
    assert set(found) == {"Ada Lovelace_12345", "hopper_12345", "grace", "emmy"}
    assert all(data == GOOD for data, _ in found.values())


def test_links_are_not_followed(inbox):
    """A link to a file, to a folder, to itself, into /proc: they would hand in other people's files, or never end."""
    secret = inbox.parent / "secret"
    for student, target in {
        "file": secret / "secret.ipynb",
        "zero": "/dev/zero",
        "gone": "nowhere",
        "env": "/proc/self/environ",
    }.items():
        (inbox / student / A).mkdir(parents=True)
        (inbox / student / A / f"{A}.ipynb").symlink_to(target)
    (inbox / "folder").symlink_to(secret)
    (inbox / "loop" / A).mkdir(parents=True)
    (inbox / "loop" / A / "again").symlink_to(inbox)
    found = collected(inbox)
    assert found["ada"][0] == GOOD
    assert b"the answers" not in [data for data, _ in found.values()]
    assert all(found[student][0] is None for student in ("file", "zero", "gone", "env"))
    assert found["folder"][0] is None, "a student whose folder is a link is told so"


def test_what_is_no_file_does_not_hold_up(inbox):
    """A pipe blocks whoever opens it; sockets, devices and folders named as notebooks raise."""
    for student in ("pipe", "socket", "device", "folder"):
        (inbox / student / A).mkdir(parents=True)
    os.mkfifo(inbox / "pipe" / A / f"{A}.ipynb")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(inbox / "socket" / A)  # a socket's path may have 107 bytes
        listening.bind(f"{A}.ipynb")
        os.chdir(ROOT)
    (inbox / "folder" / A / f"{A}.ipynb").mkdir()
    put(inbox, f"folder/{A}/{A}.ipynb/inner.txt")
    try:
        os.mknod(inbox / "device" / A / f"{A}.ipynb", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(inbox / "device" / A / f"{A}.ipynb")
    found = collected(inbox)
    assert found.pop("ada")[0] == GOOD
    assert {student: data for student, (data, _) in found.items()} == dict.fromkeys(
        ("pipe", "socket", "device", "folder")
    )


def test_what_cannot_be_read_is_named(inbox):
    """Run as a user without rights: a file and a folder that are closed to it."""
    put(inbox, f"eve/{A}/{A}.ipynb").chmod(0)
    put(inbox, f"bob/{A}/{A}.ipynb").parent.chmod(0)
    program = f"import os; from grader.collect import collect; os.getuid() or os.setuid(65534); print([(h.student, h.data is None, bool(h.note)) for h in collect({str(inbox)!r}, {A!r})])"
    for place in (inbox.parent, *list(inbox.parent.parents)[:3]):
        place.chmod(place.stat().st_mode | 0o055)
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    (inbox / "bob" / A).chmod(0o755)
    assert told.stdout.strip() == "[('ada', False, False), ('bob', True, True), ('eve', True, True)]", told.stderr[
        -400:
    ]


def test_twenty_thousand_files(inbox):
    crowd = inbox / "crowd"
    crowd.mkdir()
    for number in range(20_000):
        (crowd / f"{number}.ipynb").touch()
    assert collected(inbox, 60)["ada"][0] == GOOD


def test_two_hundred_folders_deep(inbox):
    """Deeper than a path may be long: it is not searched to the end, and its student is not forgotten."""
    place = os.open(inbox, os.O_RDONLY)
    for name in ["deep", A, *["d" * 30] * 200]:
        os.mkdir(name, dir_fd=place)
        inner = os.open(name, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(os.open(f"{A}.ipynb", os.O_CREAT | os.O_WRONLY, dir_fd=place))
    os.close(place)
    with within(20):
        found = {item.student: item for item in collect(inbox, A)}
    assert found["ada"].data == GOOD
    assert len(found) == 1 or all(item.data is not None or item.note for item in found.values())


NAMES = [
    b"J\xfcrgen",
    b"\xff\xfe",
    b"<svg onload=alert(1)>",
    b"two\nlines",
    b"\x1b[31mred",
    b"-rf",
    b"a b  c",
    "Åsa Ödegård".encode(),
    "ひらがな".encode(),
    b"{assignment_id}",
    b"%s%n",
    b"...",
    b"~root",
    b"x" * 200,
    "\u202egnirts".encode(),
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_odd_names_become_names_of_folders(inbox, name):
    folder = os.path.join(os.fsencode(inbox), name, A.encode())
    os.makedirs(folder)
    with open(os.path.join(folder, A.encode() + b".ipynb"), "wb") as file:
        file.write(BETTER)
    found = collected(inbox)
    assert found.pop("ada")[0] == GOOD
    ((student, (data, _)),) = found.items()
    assert data == BETTER
    student.encode("utf-8")


@pytest.mark.parametrize("name", [b"\xff.ipynb", b"a\nb.ipynb", b"\x1b[2J.ipynb"], ids=ascii)
def test_odd_names_of_files_are_told_in_plain_text(inbox, name):
    """The file is a link, so that its name stands in the reason."""
    (inbox / "eve").mkdir()
    os.symlink(b"nowhere", os.path.join(os.fsencode(inbox), b"eve", name))
    assert collected(inbox)["eve"][0] is None


def test_two_students_are_never_taken_for_one(inbox):
    """Names that become equal once they are cleaned: one student's work must not stand for the other's."""
    for number, name in enumerate(("a:b", "a?b", "a|b")):
        put(inbox, f"{name}/{A}/{A}.ipynb", GOOD + b" " * number)
    found = collected(inbox)
    assert len(found) == 4 or any(data is None and note for data, note in found.values())


def test_two_notebooks_of_one_student(inbox):
    """The newest counts, or a person has to look; in any case it is said."""
    old, new = put(inbox, "eve/draft.ipynb", GOOD), put(inbox, "eve/final.ipynb", BETTER)
    os.utime(old, (1e9, 1e9))
    os.utime(new, (1.5e9, 1.5e9))
    data, note = collected(inbox)["eve"]
    assert data in (BETTER, None) and note


@pytest.mark.parametrize(
    "place",
    [
        f"eve/{A}/ada/{A}/{A}.ipynb",
        f"Eve_7_assignsubmission_file_/ada/{A}/{A}.ipynb",
        f"Eve_7_assignsubmission_file_/Ada_1_assignsubmission_file_/{A}.ipynb",
        f"eve/{A}/hopper_3_4_{A}.ipynb",
        f"eve/{A}/Ada_1_assignsubmission_file_/{A}.ipynb",
    ],
)
def test_nobody_hands_in_for_another(tmp_path, place):
    """A folder inside one's own upload that is named as another student's: it would replace the other's work."""
    root = tmp_path / "inbox"
    put(root, f"ada/{A}/{A}.ipynb")
    put(root, "Ada_1_assignsubmission_file_/work.ipynb")
    put(root, "hopper_3_4_work.ipynb")
    put(root, place, BETTER)
    owners = [student for student, (data, _) in collected(root).items() if data == BETTER]
    assert all(student.lower().startswith("eve") for student in owners)


@pytest.mark.parametrize("name", ["work.py", "work.ipynb.txt", "WORK.IPYNB", "work.zip", "work.pdf"])
def test_a_student_without_a_notebook_is_not_forgotten(inbox, name):
    """Something was handed in, and it is no notebook: that is a result too."""
    put(inbox, f"Eve_7_assignsubmission_file_/{name}")
    assert "Eve_7" in collected(inbox)


def test_an_empty_folder(tmp_path):
    (tmp_path / "inbox").mkdir()
    assert collected(tmp_path / "inbox") == {}


# --- a zip ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../../../outside.ipynb", "/etc/outside.ipynb", "C:\\Windows\\outside.ipynb", "..\\..\\outside.ipynb", "//host/share/outside.ipynb",
     "eve/../../outside.ipynb", "./././outside.ipynb", "eve/\x01\n<b>.ipynb", "eve/" + "d/" * 5000 + "x.ipynb", "\\\\?\\x.ipynb", "CON/aux.ipynb"],
    ids=lambda name: ascii(name)[:40],
)  # fmt: skip
def test_names_in_a_zip_lead_nowhere(tmp_path, name):
    found = collected(packed(tmp_path, [(name, BETTER)]))
    assert found.pop("ada")[0] == GOOD
    assert [data for data, _ in found.values()] == [BETTER]


def test_links_and_devices_in_a_zip(tmp_path):
    entries = []
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK):
        info = zipfile.ZipInfo(f"k{kind}/{A}/{A}.ipynb")
        info.create_system, info.external_attr = 3, (kind | 0o777) << 16
        entries.append((info, b"../../secret/secret.ipynb"))
    found = collected(packed(tmp_path, entries))
    assert found.pop("ada")[0] == GOOD
    assert found[f"k{stat.S_IFLNK}"][0] is None
    assert len(found) == 4


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    """Half a megabyte that becomes 480 megabytes: twelve notebooks of 40 MB, each below the limit of one."""
    zeros = b"0" * (40 * 2**20)
    path = packed(tmp_path, [(f"s{number}/{A}/{A}.ipynb", zeros) for number in range(12)])
    try:
        found = collected(path, 30)
    except intake.Unreadable:
        return
    assert found["ada"][0] == GOOD


def test_one_giant_entry(tmp_path):
    path = tmp_path / "upload.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"ada/{A}/{A}.ipynb", GOOD)
        with archive.open(f"eve/{A}/{A}.ipynb", "w") as file:
            for _ in range(400):
                file.write(bytes(2**20))
    data, note = collected(path)["eve"]
    assert data is None and note


def test_zips_in_a_zip(tmp_path):
    """A student packs the notebook: it is not unpacked without end, and the student is not forgotten."""
    inner = GOOD
    for _ in range(30):
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as archive:
            archive.writestr("x.zip", inner)
        inner = box.getvalue()
    found = collected(packed(tmp_path, [("Eve_7_assignsubmission_file_/work.zip", inner)]))
    assert found["ada"][0] == GOOD and "Eve_7" in found


def patched(path, pattern, edit):
    """Change the zip's bytes at every occurrence of a header: edit(bytearray, position)."""
    data = bytearray(path.read_bytes())
    for match in re.finditer(re.escape(pattern), bytes(data)):
        edit(data, match.start())
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("size", [0, 1, 2**31, 2**32 - 1])
def test_sizes_that_lie(tmp_path, size):
    def lie(data, place):
        data[place + 24 : place + 28] = struct.pack("<I", size)

    path = patched(packed(tmp_path, [(f"eve/{A}/{A}.ipynb", b"[" * 1000)]), b"PK\x01\x02", lie)
    for data, note in clear_or_refused(path).values():
        assert data in (GOOD, b"[" * 1000) or note


def clear_or_refused(path):
    """The students, or nothing where the zip as a whole is refused with a reason."""
    try:
        return collected(path)
    except intake.Unreadable as reason:
        assert str(reason)
        return {}


def test_an_encrypted_entry(tmp_path):
    def lock(data, place):
        data[place + 8] |= 1

    found = clear_or_refused(patched(packed(tmp_path, []), b"PK\x01\x02", lock))
    assert found["ada"][0] is None


@pytest.mark.parametrize("way", [1, 6, 8, 9, 12, 14, 93, 95, 97, 99, 65535])
def test_every_way_of_packing(tmp_path, way):
    """The bytes are not packed in the way that the entry names: each unpacker complains in its own manner."""

    def rename(data, place):
        data[place + 10 : place + 12] = struct.pack("<H", way)

    def rename_local(data, place):
        data[place + 8 : place + 10] = struct.pack("<H", way)

    path = packed(
        tmp_path, [(f"eve/{A}/{A}.ipynb", b"\x09\x04\x05\x00\x5d\xff\xff\xff\xff" + b"data" * 50)], zipfile.ZIP_STORED
    )
    clear_or_refused(patched(patched(path, b"PK\x01\x02", rename), b"PK\x03\x04", rename_local))


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_damage_inside_an_entry(tmp_path, way):
    path = packed(tmp_path, [(f"eve/{A}/{A}.ipynb", bytes(range(256)) * 40)], way)
    data = bytearray(path.read_bytes())
    start = data.rindex(b"PK\x03\x04") + 30 + len(f"eve/{A}/{A}.ipynb")
    data[start + 12 : start + 60] = b"\xff" * 48
    path.write_bytes(data)
    assert collected(path)["eve"][0] is None


@pytest.mark.parametrize("kept", [0, 1, 21, 100, -1, -22])
def test_a_truncated_zip(tmp_path, kept):
    path = packed(tmp_path, [])
    path.write_bytes(path.read_bytes()[:kept])
    refused(path)


def test_what_is_no_zip(tmp_path):
    for data in (b"", b"PK", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", GOOD):
        refused(put(tmp_path, "upload.zip", data))
    refused(tmp_path / "missing.zip")


def test_an_empty_zip(tmp_path):
    path = tmp_path / "upload.zip"
    zipfile.ZipFile(path, "w").close()
    assert collected(path) == {}


def test_the_same_name_twice(tmp_path):
    path = packed(tmp_path, [(f"eve/{A}/{A}.ipynb", GOOD), (f"eve/{A}/{A}.ipynb", BETTER)])
    data, note = collected(path)["eve"]
    assert data is None or note


@pytest.mark.parametrize("name", [b"J\xfcrg", b"\xff\xfe\xfd", b"a\0b\0", b"\xed\xa0\x80x"], ids=ascii)
@pytest.mark.parametrize("utf8", [False, True])
def test_names_in_a_zip_that_are_no_text(tmp_path, name, utf8):
    """Bytes as Windows writes them, and bytes that are no UTF-8 though the entry says so."""
    mark = b"N" * len(name)
    path = packed(tmp_path, [(f"{mark.decode()}/{A}/{A}.ipynb", BETTER)])
    data = path.read_bytes().replace(mark + b"/", name + b"/")
    path.write_bytes(data)
    if utf8:
        patched(path, b"PK\x01\x02", lambda data, place: data.__setitem__(place + 9, 8))
        patched(path, b"PK\x03\x04", lambda data, place: data.__setitem__(place + 7, 8))
    clear_or_refused(path)


def test_more_entries_than_anybody_has(tmp_path):
    path = packed(tmp_path, [(f"{number}/x.txt", b"") for number in range(20_000)])
    assert collected(path, 60)["ada"][0] == GOOD


# --- one student's file ---------------------------------------------------------------------------------------


def file_read(path):
    with within(5):
        found = intake.read_submission_file(path, RELEASE, "eve")
    assert found.attention and not NOT_PLAIN.search(found.attention)


def test_a_file_that_is_a_pipe_does_not_hold_up_the_run(tmp_path):
    os.mkfifo(tmp_path / "x.ipynb")
    file_read(tmp_path / "x.ipynb")


@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/maps", "x.ipynb", "nowhere", "."])
def test_a_file_that_is_a_link_needs_attention(tmp_path, target):
    (tmp_path / "x.ipynb").symlink_to(target)
    file_read(tmp_path / "x.ipynb")


def test_a_link_to_another_students_work_earns_nothing(tmp_path):
    other = put(tmp_path, "ada/x.ipynb", (ROOT / "assignments" / A / f"{A}.ipynb").read_bytes())
    (tmp_path / "x.ipynb").symlink_to(other)
    file_read(tmp_path / "x.ipynb")


def test_a_file_that_is_a_folder_or_is_gone(tmp_path):
    (tmp_path / "x.ipynb").mkdir()
    file_read(tmp_path / "x.ipynb")
    file_read(tmp_path / "gone.ipynb")


# --- a course's submitted/ folder -----------------------------------------------------------------------------


def _timestamp(text):
    return lambda folder: (folder / "timestamp.txt").write_bytes(text)


def _timestamp_pipe(folder):
    os.mkfifo(folder / "timestamp.txt")


def _secret_pipe(folder):
    os.mkfifo(folder / "submission_secret.txt")


BESIDE = {
    "a date that is none": _timestamp(b"tomorrow <script>"),
    "a date before all dates": _timestamp(b"0001-01-01 00:00:00 +14:00"),
    "a date that is no text": _timestamp(b"\xff\xfe\x00"),
    "a date of many digits": _timestamp(b"9" * 2**18),
    "an empty date": _timestamp(b""),
    "a date that is a folder": lambda folder: (folder / "timestamp.txt").mkdir(),
    "a date that is a pipe": _timestamp_pipe,
    "a date that is a link": lambda folder: (folder / "timestamp.txt").symlink_to("/proc/self/maps"),
    "a secret that is a pipe": _secret_pipe,
    "a secret that is a link": lambda folder: (folder / "submission_secret.txt").symlink_to("/etc/passwd"),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_a_notebook_never_stops_the_run(name, course, tmp_path):
    """nbgrader reads timestamp.txt from the student's folder; a hostile one must not keep anybody from a grade."""
    BESIDE[name](put(tmp_path, f"submitted/eve/{A}/{A}.ipynb").parent)
    (tmp_path / "nbgrader_config.py").write_bytes((course / "nbgrader_config.py").read_bytes())
    with within(5):
        when = gradebook.timestamp_of(tmp_path / "submitted" / "eve" / A)
    assert when is None or when.year > 1


@pytest.mark.slow
def test_a_course_with_hostile_folders_is_graded(course, tmp_path):
    """Everything at once: whoever is honest gets full marks, everyone else a result, nobody stops the run."""
    folder = tmp_path / "course"
    shutil.copytree(course, folder)
    solved = (folder / "solutions" / A / f"{A}.ipynb").read_bytes()
    (folder / "submitted").mkdir(exist_ok=True)
    handed = folder / "submitted"
    put(handed, f"ada/{A}/{A}.ipynb", solved)
    for number, hostile in enumerate(BESIDE.values()):
        hostile(put(handed, f"beside{number}/{A}/{A}.ipynb", solved).parent)
    (handed / "pipe" / A).mkdir(parents=True)
    os.mkfifo(handed / "pipe" / A / f"{A}.ipynb")
    (handed / "link" / A).mkdir(parents=True)
    (handed / "link" / A / f"{A}.ipynb").symlink_to(handed / "ada" / A / f"{A}.ipynb")
    (handed / "empty" / A).mkdir(parents=True)
    (handed / "linked").symlink_to(handed / "ada")
    put(handed, "a file, no folder")
    settings = Settings(3, walls.Limits(call_seconds=2, notebook_seconds=8), walls.strongest())
    with within(60):
        found = {item.student: item for item in gradebook.grade_course(folder, A, settings, jobs=2)}
    assert found["ada"].points == found["ada"].max_points
    assert all(found[student].status == "needs_attention" for student in ("pipe", "link", "empty"))
    assert all(found[f"beside{number}"].points == found["ada"].points for number in range(len(BESIDE)))
    assert found.get("linked") is None or found["linked"].points == 0


@pytest.mark.slow
def test_odd_names_in_submitted_never_stop_the_run(course, tmp_path):
    """Non-UTF-8 bytes fit no database and no JSON; control characters reach a terminal."""
    folder = tmp_path / "course"
    shutil.copytree(course, folder)
    solved = (folder / "solutions" / A / f"{A}.ipynb").read_bytes()
    for name in (b"ada", *NAMES):
        place = os.path.join(os.fsencode(folder), b"submitted", name, A.encode())
        os.makedirs(place)
        with open(os.path.join(place, f"{A}.ipynb".encode()), "wb") as file:
            file.write(solved)
    settings = Settings(3, walls.Limits(call_seconds=4, notebook_seconds=20), walls.strongest())
    with within(120):
        found = gradebook.grade_course(folder, A, settings, jobs=2)
    assert len(found) == len({item.student for item in found}) == len(NAMES) + 1
    assert all(item.points == item.max_points for item in found)
    page = report.class_page(gradebook.kept_runs(folder))
    page.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
