"""reconcile_splink.py FOLDER OUT: lines of two registers linked with Splink (Fellegi-Sunter) on DuckDB.

Weights are learned by Splink (random sampling and expectation maximisation); each line goes to its most
likely partner when both choose each other, and further lines of a split to theirs. Findings by the rules
of the other peers. Memory is limited to 10 GB, beyond which DuckDB gives up: the row then says so.
"""
import logging, pathlib, sys

import duckdb
import polars as pl
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from clock import Clock
from reconcile_rules import register, write

MEMORY = "10GB"
folder, out = map(pathlib.Path, sys.argv[1:])
out.mkdir(parents=True, exist_ok=True)
logging.getLogger("splink").setLevel(logging.ERROR)
clock = Clock()
exports, imports = register(folder, "exports"), register(folder, "imports")


def near(name, *shares):
    """Levels by relative difference."""
    levels = [cll.NullLevel(name)]
    for share in shares:
        levels.append(cll.CustomLevel(
            f"abs({name}_l - {name}_r) <= {share} * greatest({name}_l, {name}_r)", f"{name} within {share}"))
    return cl.CustomComparison(output_column_name=name, comparison_levels=[*levels, cll.ElseLevel()])


db = duckdb.connect()
db.execute(f"set memory_limit = '{MEMORY}'; set max_temp_directory_size = '0GB'; set enable_progress_bar = false")
api = DuckDBAPI(connection=db)
frames = []
for name, frame in (("a_exports", exports), ("b_imports", imports)):
    frame = frame.with_columns(unique_id=pl.col("id"), band=(pl.col("kg").clip(0.001).log() * 10).floor())
    table = frame.select("unique_id", "day", "h4", "h6", "kg", "packs", "usd", "mode", "origin", "seller", "buyer",
                         "invoice", "document", "container", "ucr", "band").to_arrow()
    frames.append(api.register(table, dataset_display_name=name))
names = [cl.JaroWinklerAtThresholds(party, [0.95, 0.88]) for party in ("seller", "buyer")]
numbers = [cl.LevenshteinAtThresholds(key, 1) for key in ("invoice", "document", "container")]
settings = SettingsCreator(
    link_type="link_only", retain_matching_columns=False, max_iterations=10,
    probability_two_random_records_match=1 / max(len(exports), 2),
    comparisons=[*numbers, *names, near("kg", 0.007, 0.045, 0.6), near("usd", 0.12, 0.3),
                 cl.ExactMatch("packs"), cl.ExactMatch("h6"), cl.ExactMatch("origin"), cl.ExactMatch("mode")],
    blocking_rules_to_generate_predictions=[
        block_on("ucr"), block_on("document", "h4"), block_on("container", "h4"), block_on("invoice", "h4"),
        block_on("document", "packs"), block_on("h4", "packs", "mode", "band"), block_on("buyer", "h4", "packs")])
linker = Linker(frames, settings)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
for rule in (block_on("document", "h4"), block_on("h4", "packs", "mode", "band")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
pairs = linker.inference.predict(threshold_match_probability=0.5).physical_name
pairs = db.sql(f"""
    select case when source_dataset_l = 'a_exports' then unique_id_l else unique_id_r end exp_id,
           case when source_dataset_l = 'a_exports' then unique_id_r else unique_id_l end imp_id,
           match_weight weight from {pairs}""").pl()
days = pairs.join(exports.select("id", "day", "kg"), left_on="exp_id", right_on="id").join(
    imports.select("id", "day", "kg"), left_on="imp_id", right_on="id", suffix="_i")
lag = (pl.col("day_i") - pl.col("day")).dt.total_days()
days = days.filter(lag.is_between(-2, 80)).sort("weight", "exp_id", "imp_id", descending=[True, False, False])
first = days.unique("exp_id", keep="first", maintain_order=True)
second = days.unique("imp_id", keep="first", maintain_order=True)
links = first.join(second.select("exp_id", "imp_id"), on=["exp_id", "imp_id"])
# Parts: open imports whose best export is linked already, where the masses together do not exceed it.
parts = second.join(links, on="imp_id", how="anti").filter(pl.col("kg_i") < 0.95 * pl.col("kg"))
linked = links.select("exp_id", pl.col("kg_i").alias("used"))
parts = parts.join(linked, on="exp_id").filter(pl.col("used") + pl.col("kg_i") <= 1.045 * pl.col("kg"))
links = pl.concat([links.select("exp_id", "imp_id", pl.lit("one").alias("kind")),
                   parts.select("exp_id", "imp_id", pl.lit("split").alias("kind"))])
write(out, exports, imports, links)
clock.tell()
