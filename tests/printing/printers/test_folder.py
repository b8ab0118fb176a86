"""The folder as a printer: whole files under safe names, or none."""

import asyncio
import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from printing.errors import PrinterError, RefusedError
from printing.job import Job
from printing.printers.folder import FolderPrinter, file_stem
from printing.render import render
from printing.saving import _umask, whole_or_nothing
from tests.printing.guests import FULLEST, HOSTILE, USUAL, named


def job(number: int = 12, first: str = "Alexandra", last: str = "", revision: int = 1) -> Job:
    """A job for a badge of that name."""
    return Job(badge=replace(named(first, last), number=number), revision=revision)


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


async def test_one_cut_is_a_picture_and_a_pdf(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "badges"
    await FolderPrinter(folder).print(Job(badge=USUAL), render(USUAL))
    assert names(folder) == ["0012-alexandra-whitlock.pdf", "0012-alexandra-whitlock.png"]
    with Image.open(folder / "0012-alexandra-whitlock.png") as picture:
        assert picture.tobytes() == render(USUAL)[0].tobytes()
        assert [round(dpi) for dpi in picture.info["dpi"]] == [300, 300]
    pdf = (folder / "0012-alexandra-whitlock.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-") and b"/Count 1" in pdf and b"283.44" in pdf and b"175.68" in pdf


async def test_two_cuts_are_two_pictures_and_a_pdf_of_two_pages(tmp_path: Path) -> None:
    badge = replace(FULLEST, cuts=2)
    await FolderPrinter(tmp_path).print(Job(badge=badge, revision=2), render(badge))
    stem = "1048-christopher-maximilian-wolfeschlegelstei-r2"
    assert names(tmp_path) == [f"{stem}-1.png", f"{stem}-2.png", f"{stem}.pdf"]
    assert b"/Count 2" in (tmp_path / f"{stem}.pdf").read_bytes()


async def test_printing_again_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / ".mixer-kiosk-left-by-a-crash").write_bytes(b"half")
    printer, one = FolderPrinter(tmp_path), job()
    (tmp_path / f"{file_stem(one)}.png").write_bytes(b"old")
    await printer.print(one, render(one.badge))
    await printer.print(one, render(one.badge))
    assert names(tmp_path) == ["0012-alexandra.pdf", "0012-alexandra.png"]
    assert (tmp_path / "0012-alexandra.png").read_bytes().startswith(b"\x89PNG")


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "badge.png"
    target.write_bytes(b"old")

    def half(file: object) -> None:
        assert hasattr(file, "write")
        file.write(b"new")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        whole_or_nothing(target, half)
    assert target.read_bytes() == b"old" and names(tmp_path) == ["badge.png"]


@pytest.mark.parametrize(
    ("first", "last", "stem"),
    [
        ("Zoë", "Łukasz-Straße", "0012-zoe-lukasz-strasse"),
        ("../../etc", "passwd\0", "0012-etc-passwd"),
        ("..", "/", "0012-badge"),
        ("王芳", "", "0012-badge"),
        ("CON", "", "0012-con"),
        ("C:\\temp", "*?|<>", "0012-c-temp"),
    ],
)
def test_file_names_are_plain(first: str, last: str, stem: str) -> None:
    assert file_stem(job(first=first, last=last)) == stem


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_name_leaves_the_folder(kind: str, tmp_path: Path) -> None:
    stem = file_stem(job(first=HOSTILE[kind], last=HOSTILE[kind], revision=3))
    assert (tmp_path / f"{stem}.png").resolve().parent == tmp_path.resolve() and len(stem) < 60
    assert stem.endswith("-r3") and set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


async def test_a_file_where_the_folder_should_be_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "badges").touch()
    with pytest.raises(PrinterError, match="not a folder: choose another") as refusal:
        await FolderPrinter(tmp_path / "badges").print(job(), render(USUAL))
    assert refusal.value.nothing_printed and not isinstance(refusal.value, RefusedError)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PrinterError, match="may not write there"):
        asyncio.run(FolderPrinter(tmp_path).print(job(), render(USUAL)))


async def test_a_folder_in_a_pictures_place_concerns_that_badge_alone(tmp_path: Path) -> None:
    (tmp_path / "0012-alexandra.png").mkdir()
    with pytest.raises(RefusedError, match="rename it"):
        await FolderPrinter(tmp_path).print(job(), render(USUAL))
    assert names(tmp_path) == ["0012-alexandra.png"]


async def test_what_is_wrong_with_a_folder_shows_beforehand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await FolderPrinter(tmp_path / "new" / "badges").status()).well
    assert (await FolderPrinter(tmp_path).status()).well
    (tmp_path / "file").touch()
    status = await FolderPrinter(tmp_path / "file").status()
    assert status.fault and "it is not a folder" in status.words
    # As root everything may be written to.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    status = await FolderPrinter(tmp_path).status()
    assert status.fault and "this user may not write there" in status.words


def test_a_badge_is_as_private_as_its_user_wants(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    before = os.umask(0o027)
    request.addfinalizer(_umask.cache_clear)
    request.addfinalizer(lambda: os.umask(before))
    _umask.cache_clear()
    whole_or_nothing(tmp_path / "a.png", lambda file: None)
    assert (tmp_path / "a.png").stat().st_mode & 0o777 == 0o640
