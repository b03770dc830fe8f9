"""Tables: what the usual tools need for reading, and for a robust price comparison.

    table.py csv|pandas|polars|robust-z FILE

csv: the standard library, each row a dictionary with numbers and dates taken as such.
pandas, polars: one table in memory, no declarations: the floor.
robust-z: pandas; unit price against median and MAD of HS code and origin, nothing else.
"""
import sys
mode, file = sys.argv[1], sys.argv[2]
if mode == "csv":
    import csv, datetime
elif mode == "polars":
    import polars
else:
    import pandas
from clock import Clock

korean = open(file, encoding="utf-8").readline().startswith("Declaration ID")
NUMBERS = ("Tax Rate", "Net Mass", "Item Price") if korean else ("net_mass", "customs_value")
KEYS = ("HS6 Code", "Country of Origin") if korean else ("hs", "origin")
clock = Clock()
if mode == "csv":
    rows = 0
    for row in csv.DictReader(open(file, newline="", encoding="utf-8")):
        for name in NUMBERS:
            if row.get(name):
                row[name] = float(row[name])
        if row.get("Date"):
            row["Date"] = datetime.date.fromisoformat(row["Date"])
        declaration = {name: value for name, value in row.items() if value != ""}
        rows += len(declaration) > 0
elif mode == "polars":
    rows = polars.read_csv(file, infer_schema_length=10000).height
elif mode == "pandas":
    rows = len(pandas.read_csv(file, low_memory=False))
else:
    table = pandas.read_csv(file, low_memory=False)
    mass, value = (table[name] for name in NUMBERS[-2:])
    price = value / mass.where(mass > 0)
    groups = price.groupby([table[name] for name in KEYS])
    middle = groups.transform("median")
    away = (price - middle).abs()
    scale = away.groupby([table[name] for name in KEYS]).transform("median") * 1.4826
    rows = len(table)
    print((((price - middle) / scale) < -3).sum())
clock.tell(rows=rows)
