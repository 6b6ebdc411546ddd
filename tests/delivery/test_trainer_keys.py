"""The trainer's key: made once, backed up, put back, never lost by a slip."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.bootstrap import Application
from quizapp.delivery.trainer_keys import (
    TrainerKey,
    fingerprint,
    key_from_backup,
    key_from_line,
    new_trainer_key,
)
from quizapp.domain.errors import UserError
from tests.delivery.world import OTHER_ROOT, ROOT, World, give_key

PASSPHRASE = "amber birch cedar"
EARLIER = (
    "quizapp-trainer-backup/1 ONQfsQhkLDZXr+RSSLxIDw== 2HMfiBnJs9sguzjXwBu+B4dn9r28Ux/eg7e2St4G0i6B"
    "4QN1h+nunwejrRTllnB0x0MlnG9HvbH+bAVx1SOwiQMfGNB/thD9 6e86007cfb331652\n"
)
"""A back-up of the key of these tests, as an earlier version wrote it."""


def test_a_key_is_restored_on_a_new_computer_and_opens_what_was_sealed(
    app: Application, open_app: object, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.txt"
    key = app.trainer.init(PASSPHRASE, backup)
    assert app.trainer.key().sign_key == key.sign_key
    (app.data_dir / "trainer.key").unlink()
    with pytest.raises(UserError, match="is missing"):
        app.trainer.key()
    for _ in range(2):
        assert app.trainer.restore(PASSPHRASE, backup).box_key == key.box_key
    assert app.trainer.key().fingerprint == key.fingerprint


def test_files_with_secrets_are_for_this_account_only(app: Application, tmp_path: Path) -> None:
    backup = tmp_path / "backup.txt"
    app.trainer.init(PASSPHRASE, backup)
    for path in (backup, app.data_dir / "trainer.key"):
        assert path.stat().st_mode & 0o077 == 0
    assert sorted(tmp_path.glob("*.part")) == []


def test_a_second_key_is_not_made_and_nothing_is_written_over(
    app: Application, tmp_path: Path
) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        app.trainer.init(PASSPHRASE, there)
    assert there.read_text() == "mine"
    with pytest.raises(UserError, match="could not be written"):
        app.trainer.init(PASSPHRASE, tmp_path / "no" / "folder")
    with pytest.raises(UserError, match="no trainer's key"):
        app.trainer.key()
    give_key(app, ROOT)
    with pytest.raises(UserError, match="or there was one"):
        app.trainer.init(PASSPHRASE, tmp_path / "new.txt")
    assert not (tmp_path / "new.txt").exists()


def test_another_key_is_not_put_over_the_one_in_place(app: Application, tmp_path: Path) -> None:
    backup = tmp_path / "backup.txt"
    backup.write_text(TrainerKey(OTHER_ROOT).to_backup(PASSPHRASE))
    give_key(app, ROOT)
    with pytest.raises(UserError, match="Another trainer's key"):
        app.trainer.restore(PASSPHRASE, backup)
    with pytest.raises(UserError, match="cannot be read"):
        app.trainer.restore(PASSPHRASE, tmp_path / "none.txt")
    assert app.trainer.key().sign_key == TrainerKey(ROOT).sign_key


def test_a_damaged_key_is_kept_aside_when_the_key_is_put_back(
    app: Application, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.txt"
    key = app.trainer.init(PASSPHRASE, backup)
    path = app.data_dir / "trainer.key"
    for spoilt in ("one", "two"):
        path.write_text(spoilt)
        assert app.trainer.restore(PASSPHRASE, backup).sign_key == key.sign_key
    kept = [path.with_name(f"trainer.key.damaged-{number}").read_text() for number in (1, 2)]
    assert kept == ["one", "two"]


def test_a_damaged_key_that_cannot_be_moved_is_said(
    app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup.txt"
    app.trainer.init(PASSPHRASE, backup)
    (app.data_dir / "trainer.key").write_text("spoilt")

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UserError, match="cannot be moved: Permission denied"):
        app.trainer.restore(PASSPHRASE, backup)


def test_a_new_back_up_opens_with_a_new_passphrase_and_the_old_one_with_its_own(
    app: Application, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    key = app.trainer.init(PASSPHRASE, old)
    app.trainer.back_up("dogwood elder fir", new)
    assert (
        key_from_backup(new.read_text(), "dogwood elder fir", "backup.txt").sign_key == key.sign_key
    )
    assert key_from_backup(old.read_text(), PASSPHRASE, "backup.txt").sign_key == key.sign_key
    with pytest.raises(UserError, match=r"does not open backup\.txt"):
        key_from_backup(new.read_text(), PASSPHRASE, "backup.txt")
    with pytest.raises(UserError, match="is there already"):
        app.trainer.back_up(PASSPHRASE, new)


def test_a_back_up_is_made_and_opened_at_full_strength(full_strength: None) -> None:
    line = TrainerKey(ROOT).to_backup(PASSPHRASE)
    for backup in (line, EARLIER):
        assert (
            key_from_backup(backup, PASSPHRASE, "backup.txt").sign_key == TrainerKey(ROOT).sign_key
        )


def test_a_back_up_does_not_open_at_another_strength() -> None:
    with pytest.raises(UserError, match=r"does not open backup\.txt"):
        key_from_backup(EARLIER, PASSPHRASE, "backup.txt")


def test_a_passphrase_must_be_long_and_right() -> None:
    key = TrainerKey(ROOT)
    with pytest.raises(UserError, match="at least 12"):
        key.to_backup("too short")
    line = key.to_backup(PASSPHRASE)
    with pytest.raises(UserError, match=r"does not open backup\.txt"):
        key_from_backup(line, PASSPHRASE + "x", "backup.txt")
    assert key_from_backup(line, PASSPHRASE, "backup.txt").sign_key == key.sign_key


def test_a_slip_of_the_disk_is_told_from_a_wrong_passphrase() -> None:
    line = TrainerKey(ROOT).to_backup(PASSPHRASE)
    for place in range(len(line) - 1):
        spoilt = line[:place] + ("A" if line[place] != "A" else "B") + line[place + 1 :]
        with pytest.raises(UserError, match=r"backup\.txt is no back-up"):
            key_from_backup(spoilt, PASSPHRASE, "backup.txt")


def test_a_damaged_key_file_is_named(world: World) -> None:
    line = world.key.to_line()
    assert key_from_line(line).box_key == world.key.box_key
    for spoilt in ("", line.replace("key/1", "key/2"), line.replace("A", "B"), line[:30] + "*"):
        with pytest.raises(UserError, match="is damaged"):
            key_from_line(spoilt)
    (world.trainer.data_dir / "trainer.key").write_bytes(b"\xff" * 84)
    with pytest.raises(UserError, match="is damaged"):
        world.trainer.trainer.key()


def test_the_fingerprint_is_six_words_that_can_be_said() -> None:
    words = {new_trainer_key().fingerprint for _ in range(50)}
    assert len(words) == 50
    said = r"[bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz]"
    assert all(re.fullmatch(f"{said}(-{said}){{5}}", one) for one in words)
    assert fingerprint(TrainerKey(ROOT).sign_key) != fingerprint(TrainerKey(ROOT).box_key)
