"""Pieces of pages, balanced pages, and what is no HTML."""

import re

HEAD = "<html><head><title>Title</title></head><body><table border=1>"
ROW = "<tr><td><b>name</b></td><td>"
FOOT = "</table></body></html>"
PARAGRAPHS = "<p>first<p>second<br><ul><li>one<li>two</ul><hr><img src='x'>"
PAGE = "<!DOCTYPE html><html><head><title>x</title></head><body><p>A <b>bold</b> word</body></html>"
XML = "<entry><link>x</entry></link><b></b>"
USAGE = "usage: program <a> <b> </dev/null"
PATTERN = re.compile(r"<b>([^<]*)<i></b></i>")
FILLED = "<div><span>%s</div>"


def row(cells):
    """Joins `<td><b>cells</td></b><td></td>`."""
    return "<tr>" + "".join(f"<td><b>{cell}</b></td>" for cell in cells) + "</tr>"
