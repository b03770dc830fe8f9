#!/usr/bin/env python3
"""Turns tables of UN/EDIFACT directories into Sources/Formats/EDIFACT/Directory/DirectoryFacts.swift.

usage: Scripts/edifact-directory.py MESSAGES.tsv SEGMENTS.tsv > DirectoryFacts.swift

MESSAGES.tsv: directory, message, position, group_path, tag, min, max
SEGMENTS.tsv: directory, tag, element_index, component_index, composite, element, name, required, type, maxlength
Only facts are taken: order, repeats, element numbers, whether mandatory, kind and greatest length.
"""
import csv
import sys

MESSAGES = [("D96B", "CUSDEC"), ("D95B", "CUSCAR")]
# Conditional composites at the head of a segment although their first component is mandatory
# within them (the tables do not say whether a composite itself is mandatory).
CONDITIONAL_HEADS = {"CUX", "PRI"}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def structure(messages, directory, message):
    """`TAG min max` leaves and `SGn min max ( … )` groups, in order."""
    lines, depth = [], 0
    for row in messages:
        if (row["directory"], row["message"]) != (directory, message):
            continue
        level = 0 if row["group_path"] == "-" else row["group_path"].count("/") + 1
        while depth > level:
            depth -= 1
            lines.append("    " * depth + ")")
        entry = f"{row['tag']} {row['min']} {row['max']}"
        if row["tag"].startswith("SG") and row["tag"][2:].isdigit():
            lines.append("    " * level + entry + " (")
            depth = level + 1
        else:
            lines.append("    " * level + entry)
    while depth > 0:
        depth -= 1
        lines.append("    " * depth + ")")
    return lines


def segment(parts, tag):
    """`TAG` and its elements: `!` mandatory, element number, kind, length; `:` joins components."""
    elements = {}
    for row in parts:
        elements.setdefault(int(row["element_index"]), []).append(row)
    words = []
    for index in range(1, max(elements) + 1):
        components = elements[index]
        composite = components[0]["component_index"] != "0"
        written = []
        for row in components:
            length = "" if row["maxlength"] == "None" else row["maxlength"]
            needed = "!" if row["required"] == "1" else ""
            written.append(f"{needed}{row['element']}{row['type']}{length}")
        head = index == 1 and composite and components[0]["required"] == "1"
        prefix = "!" if head and tag not in CONDITIONAL_HEADS else ""
        words.append(f"{prefix}{components[0]['composite']}=" + ":".join(written)
                     if composite else written[0])
    return tag + " " + " ".join(words)


def main():
    messages, segments = rows(sys.argv[1]), rows(sys.argv[2])
    print("// Made by Scripts/edifact-directory.py; change that, not this.")
    print("// Facts of the UN/EDIFACT directories D.96B and D.95B (UN/CEFACT).")
    print()
    print("/// Segment tables and element tables of the messages read, as text that")
    print("/// ``MessageStructure`` and ``SegmentRules`` take apart once.")
    print("enum DirectoryFacts {")
    for number, (directory, message) in enumerate(MESSAGES):
        if number:
            print()
        name = message.lower() + directory
        tags = {row["tag"] for row in messages
                if (row["directory"], row["message"]) == (directory, message)}
        print(f"    /// Segment table of {message} {directory[0]}.{directory[1:]}: tag or group,")
        print("    /// least and greatest number of repeats.")
        print(f'    static let {name}Structure = """')
        for line in structure(messages, directory, message):
            print("        " + line)
        print('        """')
        print()
        print(f"    /// Elements of the segments of {message} {directory[0]}.{directory[1:]}.")
        print(f'    static let {name}Segments = """')
        for tag in sorted(tags):
            parts = [row for row in segments if row["directory"] == directory and row["tag"] == tag]
            if parts and tag not in ("UNH", "UNT", "UNS"):
                wrapped, line = [], ""
                for word in segment(parts, tag).split(" "):
                    if line and len(line) + len(word) > 86:
                        wrapped.append(line + " \\")
                        line = word
                    else:
                        line = f"{line} {word}" if line else word
                for text in wrapped + [line]:
                    print("        " + text)
        print('        """')
    print("}")


main()
