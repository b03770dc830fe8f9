"""lxml over WCO declarations: `parse` reads the tree only; `leaves` also takes every element's
text and attributes below each Declaration into nested dictionaries, as a reader has to.

    xml_lxml.py parse|leaves FILE-OR-FOLDER
"""
import pathlib, sys
from lxml import etree
from clock import Clock

mode, place = sys.argv[1], pathlib.Path(sys.argv[2])


def leaves(element):
    if not len(element):
        text = element.text
        text = text.strip() if text else ""
        return (text, dict(element.attrib)) if element.attrib else text
    found = {}
    for child in element.iterchildren(tag=etree.Element):
        tag = child.tag
        found.setdefault(tag[tag.rfind("}") + 1:], []).append(leaves(child))
    return found


clock = Clock()
count = 0
if place.is_dir():
    for file in sorted(place.iterdir()):
        root = etree.parse(str(file)).getroot()
        if mode == "leaves":
            for found in root.iter("{*}Declaration"):
                count += len(leaves(found)) > 0
else:
    for _, element in etree.iterparse(str(place), tag="{*}Declaration", huge_tree=True):
        if mode == "leaves":
            count += len(leaves(element)) > 0
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
clock.tell(declarations=count)
