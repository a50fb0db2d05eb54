"""A paper as a scanner makes it: a page with a word on it, and in its properties who made it."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject


def paper(said: str = "", author: str = "Kanari") -> bytes:
    writer, file = PdfWriter(), BytesIO()
    drawn = DecodedStreamObject()
    drawn.set_data(f"BT ({said}) Tj ET".encode())
    writer.add_blank_page(200, 200)[NameObject("/Contents")] = writer._add_object(drawn)
    writer.add_metadata({"/Author": author})
    writer.write(file)
    return file.getvalue()
