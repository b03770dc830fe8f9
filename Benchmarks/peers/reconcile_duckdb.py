"""reconcile_duckdb.py FOLDER OUT: two registers matched in stages with DuckDB's SQL.

What a careful analyst writes in an afternoon: numbers normalised, then joined stage by stage (number
and heading and mass; goods that look alike within the window), each line given to its best partner
when both choose each other, then sums of two or three lines and what is left of declarations that are
linked or share a number, and rules for the gaps.
"""
import pathlib, sys

import duckdb

from clock import Clock

folder, out = map(pathlib.Path, sys.argv[1:])
out.mkdir(parents=True, exist_ok=True)
clock = Clock()
db = duckdb.connect()
NUMBER = "regexp_replace(regexp_replace(upper({0}), '/[0-9]$', ''), '[^A-Z0-9]', '', 'g')"
CORE = "regexp_replace(" + NUMBER + ", '^[A-Z]*0*', '')"
for side, identity, party in (("exports", "exp_id", "exporter_id"), ("imports", "imp_id", "importer_id")):
    db.execute(f"""
        create table {side} as
        select f.{identity} id, f.declaration || '/' || f.{party} decl, f.date, left(f.hs, 4) h4,
               left(f.hs, 6) h6, f.origin, f.net_kg kg, f.gross_kg gross, f.packages packs, f.quantity qty,
               f.unit, f.value / r.per_usd usd, f.mode,
               nullif({CORE.format('f.invoice')}, '') invoice,
               nullif({CORE.format('f.transport_doc')}, '') document,
               nullif({NUMBER.format('f.container')}, '') container, nullif(f.ucr, '') ucr
        from read_csv('{folder}/{side}.csv', header = true, types = {{'declaration': 'VARCHAR',
            'hs': 'VARCHAR', '{party}': 'VARCHAR', 'mode': 'VARCHAR', 'invoice': 'VARCHAR',
            'transport_doc': 'VARCHAR', 'container': 'VARCHAR', 'ucr': 'VARCHAR'}}) f
        join read_csv('{folder}/rates.csv', header = true) r on r.date = f.date and r.currency = f.currency""")
db.execute("create table links (exp_id varchar, imp_id varchar, kind varchar)")
LIKE = "e.h4 = i.h4 and abs(i.kg - e.kg) <= 0.045 * e.kg"
WINDOW = "i.date between e.date - 2 and e.date + 80"
STAGES = [(f"e.{key} = i.{key} and {WINDOW}", LIKE) for key in ("ucr", "document", "container", "invoice")]
STAGES += [(f"e.{key} = i.{key} and {WINDOW}", "e.packs = i.packs") for key in ("document", "container", "invoice")]
STAGES += [(f"e.h4 = i.h4 and e.packs = i.packs and e.mode = i.mode and {WINDOW}", LIKE)]
for join, rule in STAGES:
    db.execute(f"""
        insert into links
        with pairs as (
            select e.id exp_id, i.id imp_id,
                   abs(ln(i.kg / e.kg)) + abs(ln(greatest(i.usd, 0.01) / greatest(e.usd, 0.01) / 1.06))
                   + (e.packs <> i.packs)::int + (e.h6 <> i.h6)::int * 0.5 cost
            from (select * from exports where id not in (select exp_id from links)) e
            join (select * from imports where id not in (select imp_id from links)) i on {join} and {rule}
            where e.kg > 0 and i.kg > 0),
        ranked as (
            select *, row_number() over (partition by exp_id order by cost, imp_id) a,
                   row_number() over (partition by imp_id order by cost, exp_id) b from pairs)
        select exp_id, imp_id, 'one' from ranked where a = 1 and b = 1""")
# Declarations that are linked already or share a number: what is left of their lines belongs together.
KEYS = ("ucr", "document", "container", "invoice")
db.execute("create table known as select distinct e.decl ed, i.decl i_d from links l "
           "join exports e on e.id = l.exp_id join imports i on i.id = l.imp_id union "
           + " union ".join(f"select distinct e.decl, i.decl from exports e join imports i on e.{key} = i.{key} "
                            f"and {WINDOW} and e.mode = i.mode" for key in KEYS))
for many, parts in (("split", 2), ("split", 3), ("merge", 2)):
    whole, part = ("exports", "imports") if many == "split" else ("imports", "exports")
    whole_id, part_id = ("exp_id", "imp_id") if many == "split" else ("imp_id", "exp_id")
    whole_decl, part_decl = ("ed", "i_d") if many == "split" else ("i_d", "ed")
    third = (f"join {part} r on r.decl = p.decl and r.h4 = w.h4 and r.id > q.id" if parts == 3 else "")
    total = "p.kg + q.kg" + (" + r.kg" if parts == 3 else "")
    packs = "p.packs + q.packs" + (" + r.packs" if parts == 3 else "")
    db.execute(f"""
        create or replace temp table sums as
        with wholes as (select * from {whole} where id not in (select {whole_id} from links)),
             parts as (select * from {part} where id not in (select {part_id} from links)),
             all_sums as (
                select w.id w, p.id a, q.id b, {'r.id' if parts == 3 else "''"} c,
                       abs({total} - w.kg) / w.kg cost
                from wholes w join known k on w.decl = k.{whole_decl}
                join parts p on p.decl = k.{part_decl} and p.h4 = w.h4
                join parts q on q.decl = p.decl and q.h4 = w.h4 and q.id > p.id
                {third.replace(f'join {part} r', 'join parts r')}
                where abs({total} - w.kg) <= 0.045 * w.kg and abs({packs} - w.packs) <= 2)
        select * from all_sums
        qualify row_number() over (partition by w order by cost, a, b, c) = 1
            and row_number() over (partition by a order by cost, w, b, c) = 1""")
    for column in "abc"[:parts]:
        pair = ("w", column) if many == "split" else (column, "w")
        db.execute(f"insert into links select {pair[0]}, {pair[1]}, '{many}' from sums where {column} <> ''")
for rule in (LIKE, "e.packs = i.packs and abs(i.kg - e.kg) <= 0.045 * e.kg",
             "e.h4 = i.h4 and i.kg between 0.38 * e.kg and 1.045 * e.kg"):
    db.execute(f"""
        insert into links
        with pairs as (
            select e.id exp_id, i.id imp_id, abs(ln(i.kg / e.kg)) + (e.packs <> i.packs)::int cost
            from known k
            join (select * from exports where id not in (select exp_id from links)) e on e.decl = k.ed
            join (select * from imports where id not in (select imp_id from links)) i
                on i.decl = k.i_d and {rule}
            where e.kg > 0 and i.kg > 0)
        select exp_id, imp_id, 'one' from pairs
        qualify row_number() over (partition by exp_id order by cost, imp_id) = 1
            and row_number() over (partition by imp_id order by cost, exp_id) = 1""")
db.execute(f"copy (select * from links order by all) to '{out}/matches.csv' (header)")
db.execute(f"""
    copy (
        with sides as (
            select min(e.id) exp_id, min(i.id) imp_id, min(e.h4) eh, min(i.h4) ih, min(e.origin) eo,
                   min(i.origin) io, any_value(i.kg) / any_value(e.kg) mass,
                   any_value(i.usd) / any_value(e.usd) / 1.06 value
            from links l join exports e on e.id = l.exp_id join imports i on i.id = l.imp_id
            where l.kind = 'one' group by l.exp_id, l.imp_id),
        last as (select greatest((select max(date) from exports), (select max(date) from imports)) d)
        select case when eh <> ih then 'hs_misdeclaration' when eo <> io then 'origin_change'
                    when mass < 0.93 then 'quantity_shortfall' when value / mass < 0.89 then 'undervaluation'
                    else 'overvaluation' end type, exp_id, imp_id
        from sides where eh <> ih or eo <> io or mass < 0.93 or value / mass < 0.89 or value / mass > 1.17
        union all
        select 'unmatched_export', id, '' from exports, last
        where id not in (select exp_id from links) and date <= d - 76
        union all
        select 'unmatched_import', '', id from imports where id not in (select imp_id from links)
        order by all) to '{out}/findings.csv' (header)""")
clock.tell()
