#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes signed.pdf: one page of text with a detached signature by a made-up signer (needs the openssl program)."""
import pathlib
import subprocess
import tempfile

ROOM = 4000  # bytes kept for the signature


def build() -> bytes:
    text = b"BT /H 18 Tf 72 720 Td (Signed page) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R] "
        b"/Resources << /Font << /H << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Sig) /Rect [0 0 0 0] /F 132 /P 3 0 R /V 6 0 R >>",
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:20260301090000Z)\n"
        b"/ByteRange [0000000000 0000000000 0000000000 0000000000]\n/Contents <" + b"0" * (2 * ROOM) + b"> >>",
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def sign(pdf: bytes) -> bytes:
    begin = pdf.index(b"/Contents <0") + len(b"/Contents ")
    end = begin + 2 * ROOM + 2
    old = b"[0000000000 0000000000 0000000000 0000000000]"
    pdf = pdf.replace(old, b"[%010d %010d %010d %010d]" % (0, begin, end, len(pdf) - end))
    with tempfile.TemporaryDirectory() as folder:
        def run(*words):
            subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
        run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-days", "36500",
            "-subj", "/CN=Sample Signer")
        pathlib.Path(folder, "data").write_bytes(pdf[:begin] + pdf[end:])
        run("cms", "-sign", "-binary", "-in", "data", "-signer", "c.pem", "-inkey", "k.pem", "-outform", "DER", "-out",
            "s.der", "-md", "sha256")
        signature = pathlib.Path(folder, "s.der").read_bytes().hex().encode()
    return pdf[:begin] + b"<" + signature.ljust(2 * ROOM, b"0") + b">" + pdf[end:]


pathlib.Path(__file__).with_name("signed.pdf").write_bytes(sign(build()))
