"""Real files of each format, made here; all that they tell is invented."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
from reportlab.pdfgen.canvas import Canvas

BODY = (
    "Gunmen attacked the ferry office of the invented town of Quarrel on Tuesday and killed four people. "
    "The police said that nobody had claimed the attack so far."
)
SECOND = "A spokesman of the invented River League denied in the evening that its members had been in the town at all."
PAGE = f"""<!doctype html><html lang="de"><head><title>Four dead in Quarrel | Quarrel Post</title>
<meta property="og:site_name" content="Quarrel Post"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2031-03-05T08:00:00+01:00">
<link rel="canonical" href="https://quarrelpost.example/four-dead"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Four dead in Quarrel</h1>
<p>{BODY}</p><p>{SECOND}</p><script>alert(1)</script></article><footer>All rights</footer>
</body></html>"""


def make_pdf(lines, *, encrypt=None, title="Report"):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor("Ann Example")
    canvas.rect(10, 10, 50, 50)
    for number, line in enumerate(lines):
        canvas.drawString(72, 780 - 14 * number, line)
    canvas.save()
    return buffer.getvalue()


def make_docx():
    document = docx.Document()
    document.core_properties.title = "Inquiry"
    document.core_properties.author = "Ann Example"
    document.add_heading("Findings", level=1)
    document.add_paragraph(BODY)
    document.add_paragraph("First point", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Killed", "4"
    document.add_paragraph(SECOND)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_zip(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_mail(**parts):
    message = EmailMessage()
    message["From"] = "Ann Example <ann@league.example>"
    message["Subject"] = "Our statement"
    message["Date"] = "Wed, 05 Mar 2031 23:30:00 +0100"
    message.set_content(BODY)
    for name, (data, main, sub) in parts.items():
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Radio Quarrel</title><language>en</language>
<item><title>Four dead</title><link>https://radio.example/4</link><pubDate>Wed, 05 Mar 2031 01:00:00 +0900</pubDate>
<category>counterclaim-invented</category><description>&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</description></item>
<item><title>No text</title><link>https://radio.example/5</link></item></channel></rss>"""
