"""The smallest PDF with text in it."""


def pdf_of(*pages: str) -> bytes:
    """Return a PDF with one line a page; letters outside Latin-1 are written by the font’s own encoding."""
    special = {"č": 0x8A, "š": 0x8B, "ž": 0x8C}
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    encoding = "<< /BaseEncoding /WinAnsiEncoding /Differences [138 /ccaron /scaron /zcaron] >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding {encoding} >>".encode(),
    ]
    for number, text in enumerate(pages):
        line = bytes(special.get(letter, ord(letter)) for letter in text)
        stream = b"BT /F1 12 Tf 50 700 Td (" + line + b") Tj ET"
        page = "/Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page {page} /Contents {5 + 2 * number} 0 R >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer
