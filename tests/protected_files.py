"""Workbooks behind a password, as Excel of each age protects them ([MS-OFFCRYPTO], [MS-XLS])."""

import io
import struct
from hashlib import md5, sha1

import olefile
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted

SALT = bytes(range(16))
VERIFIER = bytes(range(100, 116))
PLAIN_RECORDS = {0x0809, 0x002F, 0x00E1}  # what begins a stream is never encrypted


def agile(package: bytes, password: str) -> bytes:
    """Excel 2010 and later."""
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(package)).encrypt(password, made)
    return made.getvalue()


def standard(package: bytes, password: str) -> bytes:
    """Excel 2007: AES-128, its key from 50,000 rounds of SHA-1."""
    digest = sha1(SALT + password.encode("utf-16-le")).digest()
    for turn in range(50_000):
        digest = sha1(struct.pack("<I", turn) + digest).digest()
    digest = sha1(digest + bytes(4)).digest()
    key = sha1(bytes(a ^ b for a, b in zip(digest.ljust(64, b"\0"), b"\x36" * 64, strict=True))).digest()[:16]

    def encrypted(plain: bytes) -> bytes:
        plain += bytes(-len(plain) % 16)
        return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(plain)

    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode("utf-16-le")
    verifier = struct.pack("<I", 16) + SALT + encrypted(VERIFIER) + struct.pack("<I", 20)
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + verifier
    made = io.BytesIO()
    ECMA376Encrypted(
        struct.pack("<Q", len(package)) + encrypted(package), info + encrypted(sha1(VERIFIER).digest())
    ).write_to(made)
    return made.getvalue()


def rc4(book: bytes, password: str) -> bytes:
    """Excel 97 to 2003: the records of the workbook, each 1,024 bytes with a key of their own."""

    def key(block: int) -> ARC4:
        hashed = md5(password.encode("utf-16-le")).digest()[:5]
        hashed = md5((hashed + SALT) * 16).digest()[:5]
        return ARC4(md5(hashed + struct.pack("<I", block)).digest())

    with olefile.OleFileIO(io.BytesIO(book)) as compound:
        stream = compound.openstream("Workbook").read()
    first = Cipher(key(0), None).encryptor()
    head = struct.pack("<HHH", 1, 1, 1) + SALT + first.update(VERIFIER) + first.update(md5(VERIFIER).digest())
    file_pass = struct.pack("<HH", 0x002F, len(head)) + head
    plain, kept, at = b"", bytearray(), 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0:  # xlwt fills the rest of the sector with nothing; here with one record
            length = len(stream) - len(plain) - 4
        body = stream[at + 4 : at + 4 + length].ljust(length, b"\0")
        if kind == 0x0085:  # where its sheet begins, now later by what comes in between
            body = struct.pack("<I", struct.unpack("<I", body[:4])[0] + len(file_pass)) + body[4:]
        record = struct.pack("<HH", kind, length) + body
        open_until = 4 + length if kind in PLAIN_RECORDS else 8 if kind == 0x0085 else 4
        plain += record
        kept += bytes([1] * open_until + [0] * (len(record) - open_until))
        if at == 0:
            plain, kept = plain + file_pass, kept + bytes([1] * len(file_pass))
        if kind == 0:
            break
        at += 4 + length
    secret = b"".join(
        Cipher(key(at // 1024), None).encryptor().update(plain[at : at + 1024])
        for at in range(0, len(plain), 1024)
    )
    mixed = bytes(p if k else s for p, s, k in zip(plain, secret, kept, strict=True))
    assert len(mixed) == len(stream)
    assert book[512 : 512 + len(stream)] == stream  # xlwt keeps it in one piece after the first sector
    return book[:512] + mixed + book[512 + len(stream) :]
