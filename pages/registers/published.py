"""What the DfE published of the boroughs, beside Outer London and England; and its files."""

from pages.components import load_published, published

chosen = published.choose()
if chosen:
    publication, period, topic = chosen
    shown = [published.headline(publication, period)]
    published.course(publication)
    if topic:
        shown.append(published.split(publication, period, topic))
    published.notes(*shown)
published.files()
load_published.draw()
