# SPDX-License-Identifier: GPL-3.0-or-later
"""A one-page OFD (GB/T 33190-2016) as licence platforms hand it out: text, custom tags, a seal, digests by SM3.

Nothing here is signed with a key: the signed value holds the seal's picture and the digest of the list of digests, in the
places where a real one has them. Characters of this file go into the fonts of every package, so it stays in ASCII.
"""

import base64
import hashlib
import io
import zipfile
from xml.sax.saxutils import escape

from . import art

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Licence:
    """Lines of text on an upright A4 page, in millimetres; values may carry the name of a tag."""

    def __init__(self, number: str, issuer: str):
        self.number, self.issuer = number, issuer
        self.objects: list[str] = []
        self.tags: list[tuple[str, int]] = []

    def text(self, words: str, x: float, y: float, size: float = 4.5, tag: str = "") -> float:
        """Sets the words and gives back where they end."""
        ident = 10 + len(self.objects)
        steps = [size if ord(c) > 0x2000 else size / 2 for c in words]
        deltas = " ".join(f"{s:g}" for s in steps[:-1])
        self.objects.append(
            f'<ofd:TextObject ID="{ident}" Boundary="{x:g} {y:g} {sum(steps):g} {size * 1.3:g}" Font="3" Size="{size:g}">'
            f'<ofd:TextCode X="0" Y="{size:g}" DeltaX="{deltas}">{escape(words)}</ofd:TextCode></ofd:TextObject>')
        if tag:
            self.tags.append((tag, ident))
        return x + sum(steps)

    def title(self, words: str, y: float, size: float) -> None:
        self.text(words, (210 - len(words) * size) / 2, y, size)

    def save(self, seal: tuple[float, float, float]) -> bytes:
        """The file, with the issuer's seal of the given place and width."""
        parts = {
            "OFD.xml": f'<ofd:OFD {SPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{hashlib.md5(self.number.encode()).hexdigest()}</ofd:DocID>'
                       f'<ofd:CustomDatas><ofd:CustomData Name="LicenceNumber">{self.number}</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>'
                       '<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>',
            "Doc_0/Document.xml": f'<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>{20 + len(self.objects)}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>'
                                  '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
                                  '<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags></ofd:Document>',
            "Doc_0/PublicRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="SimSun"/></ofd:Fonts></ofd:Res>',
            "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="2">{"".join(self.objects)}</ofd:Layer></ofd:Content></ofd:Page>',
            "Doc_0/Tags/CustomTags.xml": f'<ofd:CustomTags {SPACE}><ofd:CustomTag TypeID="licence"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>',
            "Doc_0/Tags/CustomTag.xml": f'<licence {SPACE}>' + "".join(f'<{tag}><ofd:ObjectRef PageRef="1">{ident}</ofd:ObjectRef></{tag}>' for tag, ident in self.tags) + "</licence>",
        }
        files = {name: (HEAD + text).encode() for name, text in parts.items()}
        x, y, width = seal
        references = "".join(
            f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>{base64.b64encode(_sm3(data)).decode()}</ofd:CheckValue></ofd:Reference>'
            for name, data in files.items())
        signature = (HEAD + f'<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:Provider ProviderName="sample" Version="1.0"/>'
                     '<ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod><ofd:SignatureDateTime>20240918090000Z</ofd:SignatureDateTime>'
                     f'<ofd:References CheckMethod="1.2.156.10197.1.401">{references}</ofd:References>'
                     f'<ofd:StampAnnot ID="1" PageRef="1" Boundary="{x:g} {y:g} {width:g} {width:g}"/></ofd:SignedInfo>'
                     '<ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>').encode()
        files["Doc_0/Signs/Signatures.xml"] = (HEAD + f'<ofd:Signatures {SPACE}><ofd:MaxSignId>1</ofd:MaxSignId>'
                                               '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>').encode()
        files["Doc_0/Signs/Sign_0/Signature.xml"] = signature
        files["Doc_0/Signs/Sign_0/SignedValue.dat"] = _der(0x30, _der(0x04, art.seal(self.issuer)) + _der(0x03, b"\0" + _sm3(signature)))
        return _zip(files)


def _sm3(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


def _der(tag: int, content: bytes) -> bytes:
    length = len(content)
    size = bytes([length]) if length < 0x80 else bytes([0x82]) + length.to_bytes(2, "big")
    return bytes([tag]) + size + content


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2024, 9, 18, 9, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(info, data, compresslevel=9)
    return buffer.getvalue()
