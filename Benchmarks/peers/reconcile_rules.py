"""What the reconciliation peers share: reading both registers alike and the rules for the gaps.

Written for the peers alone: Polars and Splink link lines, these rules turn links into findings, so that
their findings differ by their links only.
"""
import pathlib

import polars as pl


def number(column):
    """Letters and digits of a number, without a copy mark, prefix and leading zeros; null when empty."""
    text = pl.col(column).str.to_uppercase().str.replace(r"/[0-9]$", "").str.replace_all("[^A-Z0-9]", "")
    core = text.str.replace("^[A-Z]*0*", "")
    return pl.when(core == "").then(None).otherwise(core)


def register(folder, side):
    """One register as a frame: the columns that are compared, values in dollars."""
    identity, party = ("exp_id", "exporter_id") if side == "exports" else ("imp_id", "importer_id")
    texts = {name: pl.String for name in ("declaration", "hs", party, "mode", "invoice", "transport_doc",
                                          "container", "ucr", "date", "currency")}
    rates = pl.read_csv(pathlib.Path(folder, "rates.csv"), schema_overrides={"date": pl.String})
    frame = pl.read_csv(pathlib.Path(folder, f"{side}.csv"), schema_overrides=texts)
    frame = frame.join(rates, on=["date", "currency"])
    own, other = ("exporter", "consignee") if side == "exports" else ("importer", "supplier")
    seller, buyer = (own, other) if side == "exports" else (other, own)
    return frame.select(
        pl.col(identity).alias("id"), (pl.col("declaration") + "/" + pl.col(party)).alias("decl"),
        pl.col("date").str.to_date().alias("day"), pl.col("hs").str.slice(0, 4).alias("h4"),
        pl.col("hs").str.slice(0, 6).alias("h6"), "origin", pl.col("net_kg").cast(pl.Float64).alias("kg"),
        pl.col("packages").cast(pl.Int64).alias("packs"), (pl.col("value") / pl.col("per_usd")).alias("usd"),
        "mode", pl.col(seller).alias("seller"), pl.col(buyer).alias("buyer"),
        number("invoice").alias("invoice"), number("transport_doc").alias("document"),
        number("container").alias("container"), number("ucr").alias("ucr"))


def write(out, exports, imports, links):
    """matches.csv, and findings.csv by the same rules as the DuckDB peer's."""
    links.select("exp_id", "imp_id", "kind").sort("exp_id", "imp_id").write_csv(out / "matches.csv")
    one = links.filter(pl.col("kind") == "one")
    alone = one.filter(pl.len().over("exp_id") == 1, pl.len().over("imp_id") == 1)
    alone = alone.join(links.group_by("imp_id").len().filter(pl.col("len") > 1), on="imp_id", how="anti")
    sides = (alone.join(exports, left_on="exp_id", right_on="id")
             .join(imports, left_on="imp_id", right_on="id", suffix="_i")
             .with_columns(mass=pl.col("kg_i") / pl.col("kg"), value=pl.col("usd_i") / pl.col("usd") / 1.06))
    unit = pl.col("value") / pl.col("mass")
    linked = sides.with_columns(
        type=pl.when(pl.col("h4") != pl.col("h4_i")).then(pl.lit("hs_misdeclaration"))
        .when(pl.col("origin") != pl.col("origin_i")).then(pl.lit("origin_change"))
        .when(pl.col("mass") < 0.93).then(pl.lit("quantity_shortfall"))
        .when(unit < 0.89).then(pl.lit("undervaluation"))
        .when(unit > 1.17).then(pl.lit("overvaluation"))).drop_nulls("type").select("type", "exp_id", "imp_id")
    last = max(exports["day"].max(), imports["day"].max())
    left = (exports.join(links, left_on="id", right_on="exp_id", how="anti")
            .filter(pl.col("day") <= last - pl.duration(days=76))
            .select(pl.lit("unmatched_export").alias("type"), pl.col("id").alias("exp_id"),
                    pl.lit("").alias("imp_id")))
    came = (imports.join(links, left_on="id", right_on="imp_id", how="anti")
            .select(pl.lit("unmatched_import").alias("type"), pl.lit("").alias("exp_id"),
                    pl.col("id").alias("imp_id")))
    pl.concat([linked, left, came]).sort("type", "exp_id", "imp_id").write_csv(out / "findings.csv")
