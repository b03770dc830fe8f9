#!/usr/bin/env python3
"""generate.py DIR --seed N --lines N [--level normal|hard] [--firms N]

Writes exports.csv, imports.csv, rates.csv, truth_links.csv and truth_findings.csv: two registers of
one invented trade with the noise and the gaps that a reconciliation has to tell apart. The same
arguments give the same bytes. Standard library only.
"""
import argparse
import csv
import datetime
import os
import random

WORDS = """ALMAZ ARAL ATLAS BALKAN BARS BEK BUSTON CASPIAN CENTRAL CHINOR DALA DARYO DELTA DOSTYK
EAST ERTIS FERUZ GULISTON HUMO IPAK JAHON KARVON KAZYNA LIDER MAKON MEROS NAVRUZ NORTH NUR OLTIN
ORDA OSIYO PAMIR PRIMA QALA RAVNAQ SAMAL SARDOR SAYRAM SEVER SHARQ SILK SOGD STEPPE SUMBAR TEMIR
TOSHLOQ TULPAR UNION VATAN VEGA VOLGA XORAZM YANGI YUG ZAMIN ZENIT ZUMRAD""".split()
TRADES = """AGRO AVTO CHEM COTTON DESIGN EKSPORT ENERGO FOOD FRUIT GRAIN INVEST KABEL LOGISTICS MASH
MEBEL METALL OIL OPTIKA PAPER PHARMA PLAST PRINT SERVIS SNAB STEEL STROY TECHNO TEXTILE TORG TRADE
TRANS ZINC""".split()
FORMS = ["LLC", "LTD", "MCHJ", "OOO", "TOO", "AO", "JSC", "CO", "IP", "INC"]
CYRILLIC = [("KH", "Х"), ("SH", "Ш"), ("CH", "Ч"), ("X", "КС"), ("A", "А"), ("B", "Б"), ("C", "С"),
            ("D", "Д"), ("E", "Е"), ("F", "Ф"), ("G", "Г"), ("H", "Х"), ("I", "И"), ("J", "Ж"),
            ("K", "К"), ("L", "Л"), ("M", "М"), ("N", "Н"), ("O", "О"), ("P", "П"), ("Q", "К"),
            ("R", "Р"), ("S", "С"), ("T", "Т"), ("U", "У"), ("V", "В"), ("W", "В"), ("Y", "Ы"),
            ("Z", "З")]
# Shares of numbers given, export side and import side, and of names written another way.
LEVELS = {
    "normal": dict(invoice=(.76, .95), document=(.96, .94), container=(.57, .93), ucr=(.14, 1.0),
                   dirty=.20, name=.25),
    "hard": dict(invoice=(.49, .35), document=(.62, .52), container=(.38, .32), ucr=(.03, 1.0),
                 dirty=.45, name=.45),
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"


class World:
    def __init__(self, args):
        self.r = random.Random(args.seed)
        self.level = LEVELS[args.level]
        r = self.r
        firms = args.firms or max(20, int(9 * args.lines ** 0.5 / 3))
        self.sellers = [self.firm(9) for _ in range(firms)]
        self.buyers = [self.firm(12) for _ in range(firms)]
        self.partners = [[min(firms - 1, int((r.paretovariate(1.0) - 1) * firms / 30)) for _ in range(r.randint(1, 8))]
                         for _ in range(firms)]
        self.codes = self.catalogue()
        self.start = datetime.date(2026, 1, 1)
        self.rates = self.series()

    def firm(self, digits):
        r = self.r
        words = [r.choice(WORDS)] + ([r.choice(WORDS)] if r.random() < .4 else []) + [r.choice(TRADES)]
        if r.random() < .03:
            words.append(str(r.randint(1, 999)))
        return ("".join(r.choice(DIGITS[1:]) for _ in range(digits)), " ".join(words), r.choice(FORMS))

    def catalogue(self):
        r = self.r
        codes = []
        for chapter in range(1, 98):
            if chapter in (77,):
                continue
            for heading in range(1, r.randint(6, 24)):
                for sub in sorted(r.sample(range(10, 100), r.randint(1, 7))):
                    price = 10 ** r.uniform(-0.3, 2.2)
                    codes.append((f"{chapter:02d}{heading:02d}{sub:02d}", price, r.random() < .48))
        return codes

    def series(self):
        uzs, kzt, rates = 12600.0, 510.0, []
        for _ in range(366):
            rates.append((uzs, kzt))
            uzs *= 1 + self.r.gauss(0, .003)
            kzt *= 1 + self.r.gauss(0, .003)
        return rates

    # Noise -------------------------------------------------------------------------------------
    def typo(self, text, alphabet):
        r = self.r
        place = r.randrange(len(text))
        kind = r.random()
        if kind < .25:
            return text[:place] + text[place + 1:]
        if kind < .5:
            return text[:place] + r.choice(alphabet) + text[place:]
        if kind < .75 or place + 1 >= len(text):
            return text[:place] + r.choice(alphabet) + text[place + 1:]
        return text[:place] + text[place + 1] + text[place] + text[place + 2:]

    def name(self, firm):
        r = self.r
        text, form = firm[1], firm[2]
        if r.random() > self.level["name"]:
            return f"{text} {form}"
        kind = r.random()
        if kind < .30:
            return f'{form} "{text}"'
        if kind < .50:
            return text
        if kind < .75:
            return self.typo(f"{text} {form}", LETTERS)
        cyrillic = f"{form} «{text}»"
        for latin, other in CYRILLIC:
            cyrillic = cyrillic.replace(latin, other)
        return cyrillic

    def number(self, text, present, kind):
        r = self.r
        if not text or r.random() > present:
            return ""
        if r.random() > self.level["dirty"]:
            return text
        way = r.random()
        if kind == "invoice":
            digits = text.split("-")[1]
            return digits.lstrip("0") if way < .6 else digits if way < .8 else "№" + digits
        if way < .2:
            return text.lower()
        if way < .4:
            return text[:4] + " " + text[4:]
        if way < .55:
            return text[:-4] + "-" + text[-4:]
        if way < .7 and kind == "document":
            return text + "/1"
        return self.typo(text, LETTERS + DIGITS)


def weigh(r, kg):
    kg = kg * (1 + max(-.038, min(.038, r.gauss(0, .0025) if r.random() < .93 else r.uniform(-.038, .038))))
    kind = r.random()
    return round(kg, 2) if kind < .35 else float(round(kg)) if kind < .7 else max(10.0, round(kg / 10) * 10.0) if kg > 500 else float(max(1, round(kg)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dir")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=5000)
    parser.add_argument("--level", choices=LEVELS, default="hard")
    parser.add_argument("--firms", type=int, default=0)
    args = parser.parse_args()
    w = World(args)
    r, level = w.r, w.level
    exports, imports, links, findings = [], [], [], []
    lag_scale = {"1": (18, 60), "2": (8, 40), "3": (4, 20), "4": (0, 5)}
    consignment = 0

    def exp_row(number, item, day, seller, buyer, line, docs, mode):
        uid = len(exports)
        exports.append([uid, f"26001/{number:08d}", item, day, seller[0], w.name(seller), w.name(buyer),
                        line["hs"] + f"{r.randint(0, 9)}00{r.randint(0, 1)}"[:4], "GOODS", line["origin"], "KZ",
                        round(line["kg"], 1), round(line["gross"], 1), round(line["qty"], 1), line["unit"],
                        line["packs"], round(line["usd"] * w.rates[day][0]), "UZS", docs[0], mode, docs[1], docs[2],
                        docs[3], "FOB"])
        return uid

    def imp_row(number, day, seller, buyer, line, docs, mode):
        uid = len(imports)
        imports.append([uid, f"55302/{number:08d}", 1, day, buyer[0], w.name(buyer), w.name(seller),
                        line["hs"] + f"{r.randint(0, 9)}0", "GOODS", line["origin"], "UZ", line["kg"],
                        round(line["gross"], 1), round(line["qty"], 2), line["unit"], max(1, line["packs"]),
                        round(line["usd"] * w.rates[day][1], 2), "KZT", docs[0], mode, docs[1], docs[2], docs[3], "CIF"])
        return uid

    while len(exports) < args.lines:
        number, consignment = consignment, consignment + 1
        firm = r.randrange(len(w.sellers))
        seller, buyer = w.sellers[firm], w.buyers[r.choice(w.partners[firm])]
        day, mode = r.randrange(365), r.choices("1234", (12, 32, 46, 10))[0]
        prefix = {"1": "MSCU", "2": "SMGS", "3": "CMR", "4": "176-"}[mode]
        docs = ["INV-%06d" % r.randrange(10 ** 6), prefix + "%08d" % r.randrange(10 ** 8),
                r.choice(["HLXU", "UZCU", "KZTU", "TCLU", "CMAU"]) + "%07d" % r.randrange(10 ** 7) if mode != "4" and r.random() < .8 else "",
                "6UZ%09d" % r.randrange(10 ** 9) if r.random() < level["ucr"][0] else ""]
        kinds = ("invoice", "document", "container")
        out = [docs[k] if r.random() < level[kinds[k]][0] else "" for k in range(3)] + [docs[3]]
        arrived = [w.number(docs[k], level[kinds[k]][1], kinds[k]) for k in range(3)] + [docs[3]]
        place = r.randrange(len(w.codes) - 8)
        rows, step = [], place
        for item in range(r.choices((1, 2, 3, 4, 6), (55, 20, 12, 8, 5))[0]):
            code, price, counted = w.codes[step % len(w.codes)]
            step += r.choices((0, 1, 2), (1, 6, 3))[0]
            kg = round(10 ** r.uniform(2.3, 4.4), 1)
            line = dict(hs=code, kg=kg, gross=kg * r.uniform(1.02, 1.12), usd=kg * price * r.uniform(.5, 2),
                        unit="NMB" if counted else "KGM", packs=max(1, int(kg / r.choice([8, 15, 25, 40, 60]) * r.uniform(.6, 1.2))),
                        origin="UZ" if r.random() < .9 else r.choice(["TR", "CN", "RU", "IR"]))
            line["qty"] = float(round(kg * 10 ** r.uniform(-1, 1)) or 1) if counted else kg
            rows.append((exp_row(number, item + 1, day, seller, buyer, line, out, mode), line))
        low, high = lag_scale[mode]
        lag = min(75, int(low + r.expovariate(1 / (high / 4)) if r.random() < .93 else r.uniform(low, 75)))
        if r.random() < .008:
            if day <= 365 - 77:
                findings += [("unmatched_export", uid, "", 0) for uid, _ in rows]
            continue
        if day + lag >= 365:
            continue
        in_number, cif = r.randrange(10 ** 8), r.uniform(1.02, 1.10)
        place = 0
        while place < len(rows):
            uid, line = rows[place]
            place += 1
            if len(rows) > 1 and r.random() < .012:
                if day <= 365 - 77:
                    findings.append(("unmatched_export", uid, "", 0))
                continue
            new = dict(line, usd=line["usd"] * cif)
            if r.random() < .05:
                same = [c[0] for c in w.codes if c[0][:4] == line["hs"][:4]] if args.lines <= 20000 else [line["hs"][:4] + "90"]
                new["hs"] = r.choice(same)
            if place < len(rows) and rows[place][1]["hs"][:4] == line["hs"][:4] and r.random() < .35:
                other_uid, other = rows[place]
                place += 1
                new = dict(new, kg=weigh(r, line["kg"] + other["kg"]), usd=(line["usd"] + other["usd"]) * cif,
                           packs=line["packs"] + other["packs"], gross=line["gross"] + other["gross"],
                           qty=line["qty"] + other["qty"])
                if new["unit"] == "KGM":
                    new["qty"] = new["kg"]
                imp = imp_row(in_number, day + lag, seller, buyer, new, arrived, mode)
                links += [(uid, imp, "one"), (other_uid, imp, "merge")]
                continue
            if r.random() < .035:
                cuts = [r.uniform(.5, 1.5) for _ in range(r.choice((2, 3)))]
                for cut in cuts:
                    share = cut / sum(cuts)
                    later = min(364, day + lag + r.choice((0, 0, 1, 3, 5)))
                    part = dict(new, kg=round(line["kg"] * share, 2), gross=line["gross"] * share,
                                usd=new["usd"] * share, packs=round(line["packs"] * share), qty=line["qty"] * share,
                                hs=r.choice((line["hs"], new["hs"])))
                    links.append((uid, imp_row(in_number, later, seller, buyer, part, arrived, mode), "split"))
                continue
            new["kg"] = weigh(r, line["kg"])
            new["gross"] = line["gross"] * new["kg"] / line["kg"] * r.uniform(.995, 1.005)
            chance, finding = r.random(), None
            if chance < .014:
                finding = ("undervaluation", round(r.uniform(.3, .8), 3))
                new["usd"] *= finding[1]
            elif chance < .018:
                finding = ("overvaluation", round(r.uniform(1.35, 4), 3))
                new["usd"] *= finding[1]
            elif chance < .030:
                finding = ("quantity_shortfall", round(r.uniform(.4, .9), 3))
                for field in ("kg", "gross", "usd", "qty"):
                    new[field] *= finding[1]
                new["kg"] = float(round(new["kg"]))
                new["packs"] = round(line["packs"] * finding[1])
                if new["unit"] == "NMB":
                    new["qty"] = float(round(new["qty"]))
            elif chance < .041:
                finding = ("hs_misdeclaration", 1.0)
                while new["hs"][:4] == line["hs"][:4]:
                    new["hs"] = r.choice(w.codes)[0]
            elif chance < .047:
                finding = ("origin_change", 1.0)
                new["origin"] = "KG" if line["origin"] == "UZ" else "UZ"
            if new["unit"] == "KGM":
                new["qty"] = new["kg"]
            imp = imp_row(in_number, day + lag, seller, buyer, new, arrived, mode)
            links.append((uid, imp, "one"))
            if finding:
                findings.append((finding[0], uid, imp, finding[1]))
            if r.random() < .006:
                scale = r.choice((r.uniform(.4, .95), r.uniform(1.1, 2.5)))
                ghost = dict(new, kg=round(new["kg"] * scale, 2), gross=new["gross"] * scale, usd=new["usd"] * scale,
                             packs=round(new["packs"] * scale), qty=new["qty"] * scale)
                fake = ["INV-%06d" % r.randrange(10 ** 6) if r.random() < .5 else "", "CMR%08d" % r.randrange(10 ** 8), "", ""]
                when = min(364, max(0, day + lag + r.randint(-40, 60)))
                findings.append(("unmatched_import", "", imp_row(r.randrange(10 ** 8), when, seller, buyer, ghost, fake, mode), 0))

    def iso(day):
        return (w.start + datetime.timedelta(days=day)).isoformat()

    os.makedirs(args.dir, exist_ok=True)

    def save(name, head, rows):
        with open(os.path.join(args.dir, name), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head.split(","))
            writer.writerows(rows)

    e_new = list(range(len(exports)))
    i_new = list(range(len(imports)))
    r.shuffle(e_new)
    r.shuffle(i_new)
    e_id = lambda uid: "" if uid == "" else f"E{uid:09d}"
    i_id = lambda uid: "" if uid == "" else f"I{uid:09d}"
    save("exports.csv", "exp_id,declaration,item,date,exporter_id,exporter,consignee,hs,description,origin,destination,net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,transport_doc,container,ucr,incoterms",
         ([e_id(exports[k][0])] + exports[k][1:3] + [iso(exports[k][3])] + exports[k][4:] for k in e_new))
    save("imports.csv", "imp_id,declaration,item,date,importer_id,importer,supplier,hs,description,origin,departure,net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,transport_doc,container,ucr,incoterms",
         ([i_id(imports[k][0])] + imports[k][1:3] + [iso(imports[k][3])] + imports[k][4:] for k in i_new))
    save("rates.csv", "date,currency,per_usd", ([iso(d), c, round(v, 4)] for d, pair in enumerate(w.rates) for c, v in zip(("UZS", "KZT"), pair)))
    save("truth_links.csv", "exp_id,imp_id,kind", ([e_id(e), i_id(i), kind] for e, i, kind in links))
    save("truth_findings.csv", "type,exp_id,imp_id,factor", ([t, e_id(e), i_id(i), f] for t, e, i, f in findings))


if __name__ == "__main__":
    main()
