"""Sealing: only the holder of the key opens it, and what is stored tells nothing."""

import base64

import pytest

from rootbridge.shared.safety import codes, keyfile, sealing


def test_what_is_sealed_opens_with_its_key_and_no_other():
    mine, other = sealing.new_private(), sealing.new_private()
    sealed = sealing.seal(sealing.public_of(mine), b"words")
    assert sealing.unseal(mine, sealed) == b"words"
    with pytest.raises(sealing.Broken):
        sealing.unseal(other, sealed)
    with pytest.raises(sealing.Broken):
        sealing.unseal(mine, sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_the_same_words_are_sealed_otherwise_each_time():
    public = sealing.public_of(sealing.new_private())
    assert sealing.seal(public, b"words") != sealing.seal(public, b"words")


@pytest.mark.parametrize("public", [b"", b"\x04" + bytes(64), b"x" * 65, bytes(65)])
def test_what_is_no_key_is_refused(public):
    assert not sealing.is_public(public)
    with pytest.raises(sealing.Broken):
        sealing.seal(public, b"words")


def test_the_length_of_what_is_locked_tells_little():
    assert len({len(sealing.lock({"words": "x" * length})[1]) for length in (1, 100, 3000)}) == 1


def test_what_is_locked_opens_and_cannot_be_changed():
    key, cipher = sealing.lock({"words": "șțăîâ عربي"})
    assert sealing.unlock(key, cipher)["words"] == "șțăîâ عربي"
    with pytest.raises(sealing.Broken):
        sealing.unlock(key, cipher[:-1] + bytes([cipher[-1] ^ 1]))


def test_a_code_finds_and_opens_however_it_is_typed():
    code = codes.new_code()
    assert len(codes.plain(code)) == 20
    assert codes.locator(code) == codes.locator(code.lower().replace("-", " "))
    sealed = sealing.seal(sealing.public_of(codes.reply_key(code)), b"reply")
    assert sealing.unseal(codes.reply_key(code.lower()), sealed) == b"reply"
    assert codes.locator(code) != codes.locator(codes.new_code())


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 20, "!" * 20, "A" * 21])
def test_what_is_no_code_is_none(typed):
    assert codes.plain(typed) == ""


def test_a_key_file_opens_with_its_passphrase_only():
    made = keyfile.make("four words that fit")
    assert "four words" not in str(made)
    private = keyfile.open_(made, "four words that fit")
    assert sealing.public_of(private).hex() in base64.b64decode(made["public"]).hex()
    with pytest.raises(sealing.Broken):
        keyfile.open_(made, "four words that fit ")
