"""reconcile_polars.py FOLDER OUT: two registers matched in stages with Polars' joins.

The stages of the DuckDB peer: number, heading and mass; goods that look alike within the window, each
line given to its best partner when both choose each other; sums of two or three lines; what is left of
declarations that are linked or share a number.
"""
import pathlib, sys

import polars as pl

from clock import Clock
from reconcile_rules import register, write

folder, out = map(pathlib.Path, sys.argv[1:])
out.mkdir(parents=True, exist_ok=True)
clock = Clock()
exports, imports = register(folder, "exports"), register(folder, "imports")
links = pl.DataFrame(schema={"exp_id": pl.String, "imp_id": pl.String, "kind": pl.String})
KEYS = ("ucr", "document", "container", "invoice")
LIKE = (pl.col("h4") == pl.col("h4_i")) & ((pl.col("kg_i") - pl.col("kg")).abs() <= 0.045 * pl.col("kg"))
WINDOW = (pl.col("day_i") - pl.col("day")).dt.total_days().is_between(-2, 80)
ALIKE = pl.col("packs") == pl.col("packs_i")
SHORT = (pl.col("h4") == pl.col("h4_i")) & pl.col("kg_i").is_between(0.38 * pl.col("kg"), 1.045 * pl.col("kg"))


def left(side, column):
    return side.join(links, left_on="id", right_on=column, how="anti").filter(pl.col("kg") > 0)


def best(pairs):
    """Pairs that choose each other."""
    cost = ((pl.col("kg_i") / pl.col("kg")).log().abs()
            + (pl.col("usd_i").clip(0.01) / pl.col("usd").clip(0.01) / 1.06).log().abs()
            + (pl.col("packs") != pl.col("packs_i")).cast(pl.Float64)
            + (pl.col("h6") != pl.col("h6_i")).cast(pl.Float64) * 0.5)
    pairs = pairs.with_columns(cost=cost).sort("cost", "id", "id_i")
    first = pairs.unique("id", keep="first", maintain_order=True).select("id", "id_i")
    other = pairs.unique("id_i", keep="first", maintain_order=True).select("id", "id_i")
    both = first.join(other, on=["id", "id_i"])
    return both.select(pl.col("id").alias("exp_id"), pl.col("id_i").alias("imp_id"), pl.lit("one").alias("kind"))


def stage(keys, rule):
    """Joins what is open on some columns and keeps the best under a rule."""
    global links
    one = left(exports, "exp_id").drop_nulls(keys)
    two = left(imports, "imp_id").drop_nulls(keys).select(pl.all().name.suffix("_i"))
    pairs = one.join(two, left_on=keys, right_on=[key + "_i" for key in keys], coalesce=False)
    links = pl.concat([links, best(pairs.filter(WINDOW & rule))])


for key in KEYS:
    stage([key], LIKE)
for key in KEYS[1:]:
    stage([key], ALIKE)
stage(["h4", "packs", "mode"], LIKE)

decl_e, decl_i = exports.select("id", "decl"), imports.select("id", pl.col("decl").alias("decl_i"))
known = [links.join(decl_e, left_on="exp_id", right_on="id").join(decl_i, left_on="imp_id", right_on="id")
         .select("decl", "decl_i")]
for key in KEYS:
    known.append(exports.drop_nulls(key).join(imports.drop_nulls(key).select(pl.all().name.suffix("_i")),
                                              left_on=[key, "mode"], right_on=[key + "_i", "mode_i"])
                 .filter(WINDOW).select("decl", "decl_i"))
known = pl.concat(known).unique()


def sums(many, parts=2):
    """One open line against two or three open lines of one heading on the other side."""
    global links
    sides = [("exp_id", left(exports, "exp_id"), "decl"), ("imp_id", left(imports, "imp_id"), "decl_i")]
    (whole_id, whole, whole_decl), (part_id, part, part_decl) = sides if many == "split" else sides[::-1]
    fields = ["id", "decl", "h4", "kg", "packs"]
    wholes = whole.select(fields).join(known, left_on="decl", right_on=whole_decl)
    other = "decl_i" if many == "split" else "decl"
    wholes = wholes.rename({other: "other"}) if other in wholes.columns and other != "decl" else \
        whole.select(fields).rename({"decl": "own"}).join(known, left_on="own", right_on="decl_i").rename(
            {"decl": "other"})
    one = part.select(pl.all().name.suffix("_a")).select([name + "_a" for name in fields])
    two = part.select(pl.all().name.suffix("_b")).select([name + "_b" for name in fields])
    found = (wholes.join(one, left_on=["other", "h4"], right_on=["decl_a", "h4_a"])
             .join(two, left_on=["other", "h4"], right_on=["decl_b", "h4_b"])
             .filter(pl.col("id_b") > pl.col("id_a")))
    columns = ["id_a", "id_b", "id_c"][:parts]
    if parts == 3:
        three = part.select(pl.all().name.suffix("_c")).select([name + "_c" for name in fields])
        found = (found.join(three, left_on=["other", "h4"], right_on=["decl_c", "h4_c"])
                 .filter(pl.col("id_c") > pl.col("id_b")))
    mass = pl.sum_horizontal(column.replace("id", "kg") for column in columns)
    packs = pl.sum_horizontal(column.replace("id", "packs") for column in columns)
    found = (found.with_columns(cost=(mass - pl.col("kg")).abs() / pl.col("kg"))
             .filter(pl.col("cost") <= 0.045, (packs - pl.col("packs")).abs() <= 2)
             .sort("cost", "id", *columns).unique("id", keep="first", maintain_order=True)
             .unique("id_a", keep="first", maintain_order=True))
    for column in columns:
        new = found.select(pl.col("id").alias(whole_id), pl.col(column).alias(part_id),
                           pl.lit(many).alias("kind"))
        links = pl.concat([links, new.select("exp_id", "imp_id", "kind")])


sums("split")
sums("split", 3)
sums("merge")
for rule in (LIKE, ALIKE & ((pl.col("kg_i") - pl.col("kg")).abs() <= 0.045 * pl.col("kg")), SHORT):
    one = left(exports, "exp_id").join(known, on="decl")
    two = left(imports, "imp_id").select(pl.all().name.suffix("_i"))
    links = pl.concat([links, best(one.join(two, on="decl_i").filter(rule))])
write(out, exports, imports, links)
clock.tell()
