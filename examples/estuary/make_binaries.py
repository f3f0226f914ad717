"""Write the PDF, the DOCX and the ZIP of this folder, the same bytes every time.

Run from anywhere: ``python examples/estuary/make_binaries.py``. Needs reportlab and python-docx. The texts are
invented, like everything in this folder.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

HERE = Path(__file__).parent
LABEL = "Invented example. Nothing in it is real."
KEYWORDS = "counterclaim-invented"
ZIP_TIME = (2031, 6, 30, 0, 0, 0)
"""A fixed time for every member, so that the archive's bytes do not depend on the clock."""

SILO_TITLE = "Explosion at the Wexmarsh silo on 15 March 2031: report"
SILO = (
    "Published: 14 April 2031",
    "By the Harbour Safety Board in Halvermouth.",
    "1. At 3.20 p.m. on 15 March 2031, the new grain silo of the mill cooperative at Wexmarsh exploded. Four workers"
    " were killed. Seven others were injured.",
    "2. The explosion was an accident. Grain dust, which had gathered because the ventilation was out of order, was"
    " ignited by an overheated bearing of the bucket elevator. The bearing was found and is scored in the way that"
    " lack of grease produces.",
    "3. The Dunmarrel Column claimed on 16 March that it had blown up the silo. The Board rejects this claim. The"
    " laboratory found no trace of explosives in 31 samples. The doors of the site were locked and their seals were"
    " whole. The Dunmarrel Column did not cause the explosion.",
    "4. The fault in the ventilation had been entered in the mill's book twice in February. No repair was ordered.",
    "5. The Board recommends that silos with the same elevator be stopped until their bearings have been inspected.",
    "Piet Ovelarne, chief inspector",
)

BRACKMARROW_TITLE = "Brackmarrow, 29 April: interim report"
BRACKMARROW = (
    "Published: 6 May 2031",
    "Written by Noor Ellingsby for the Estuary Casualty Monitor.",
    "Three explosions struck the fishing hamlet on Brackmarrow on 29 April 2031 at about 7 p.m. We were on the island"
    " from 2 to 4 May.",
    "Toll. Seven people were killed and nine injured. Earlier figures of between five and eight dead went back to"
    " three men who were missing. One of them is alive; two were found under the net loft.",
    "Who did it. In our assessment the Army of Ardelune carried out an air strike with an unmanned aircraft. Eleven"
    " islanders heard the engine before the first explosion. The craters lie in a line. Fragments that we"
    " photographed belong to a munition that no armed group in the valley is known to have.",
    "The army denies it. It says that munitions of the Commons Front exploded. We found no sign of a second source of"
    " explosion, and the net loft burnt only where it was hit. The Commons Front accuses the army, but has shown"
    " nothing that we did not find ourselves.",
    "What we do not know. We have not seen flight records. We cannot say who gave the order, or whether the hamlet"
    " was the target that was meant.",
)

MESSENGER = """---
title: Who holds Tarrowby?
outlet: Tarrowby Messenger
published: 2031-06-06
language: en
kind: newspaper report
invented: true
---
The Commons Front of the Mereld said on Friday that it had taken Tarrowby. The army said that it had never lost it. \
This newspaper, whose office is in Tarrowby, can report the following.

At eight in the morning, three men with blue armbands stood at the market cross and directed traffic. At eleven, two \
army lorries drove through without stopping. From noon, Lanthornwatch checked papers at the south end of the market \
road. By four o'clock all of them had gone to lunch or home.

The town hall flies the flag of Ardelune, as it has done all week, because the rope is stuck.

Nobody was hurt on Friday. The bakery, whose owner was injured in the bombing of the police post on 3 June, will \
reopen when there is somebody to bake.

Invented example. Nothing in it is real.
"""

COURRIER = """---
title: "Courrier : les registres n'ont pas tout dit"
outlet: La Vigie de Saint-Orvance
published: 2031-06-05
language: fr
kind: courrier des lecteurs
invented: true
---
Madame la rédactrice,

Vous écrivez que personne n'a revendiqué l'incendie des archives du 12 avril, et que le maire soupçonne la Garde des \
lanternes. C'est exact. Permettez à un ancien greffier d'ajouter que les registres avaient été recopiés en partie \
avant ma retraite.

Les copies sont chez moi, dans une boîte à chaussures, au sec. Elles ne couvrent que la rive nord et s'arrêtent au \
siècle dernier. Je les porterai à la bibliothèque mardi.

On y lit que les villages se disputaient déjà les jours d'eau, et qu'ils finissaient par en convenir autour d'une table.

Un lecteur de Saint-Orvance

Exemple inventé. Rien de ceci n'est réel.
"""


def write_pdf(path: Path) -> None:
    """Write the safety board's report, with the label at the foot of every page."""
    styles = getSampleStyleSheet()
    story = [Paragraph(escape(SILO_TITLE), styles["Title"])]
    for text in (*SILO, LABEL):
        story += [Paragraph(escape(text), styles["BodyText"]), Spacer(1, 6)]

    def foot(canvas: Canvas, _template: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 36, LABEL)

    template = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        title=SILO_TITLE,
        author="Harbour Safety Board",
        subject="2031-04-14",
        keywords=KEYWORDS,
        creator="counterclaim examples",
        invariant=1,
    )
    template.build(story, onFirstPage=foot, onLaterPages=foot)


def write_docx(path: Path) -> None:
    """Write the monitor's report with fixed properties."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.keywords = BRACKMARROW_TITLE, "Noor Ellingsby", KEYWORDS
    properties.created = properties.modified = datetime(2031, 5, 6, 9, 0)
    properties.language, properties.category, properties.comments = "en", "Estuary Casualty Monitor", LABEL
    document.add_heading(BRACKMARROW_TITLE, level=1)
    for text in (*BRACKMARROW, LABEL):
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as raw:
        _write_zip(path, {name: raw.read(name) for name in raw.namelist()})


def write_zip(path: Path) -> None:
    """Write the archive of two press cuttings."""
    members = {"0606_messenger_tarrowby.txt": MESSENGER, "0605_vigie_courrier.txt": COURRIER}
    _write_zip(path, {name: text.encode() for name, text in members.items()})


def _write_zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, date_time=ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)


def main(folder: Path = HERE) -> None:
    """Write the three files below ``folder``."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    (folder / "press").mkdir(parents=True, exist_ok=True)
    write_pdf(folder / "reports" / "0414_safety_board_silo.pdf")
    write_docx(folder / "reports" / "0506_monitor_brackmarrow.docx")
    write_zip(folder / "press" / "june_cuttings.zip")


if __name__ == "__main__":
    main()
