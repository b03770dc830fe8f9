"""pydifact over an interchange: every segment with its elements, and the messages.

    edifact_pydifact.py FILE
"""
import sys
from pydifact.segmentcollection import Interchange
from clock import Clock

text = open(sys.argv[1], encoding="latin-1").read()
clock = Clock()
interchange = Interchange.from_str(text)
messages = sum(1 for _ in interchange.get_messages())
clock.tell(messages=messages)
