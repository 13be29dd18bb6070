"""Reads what `demarche extract` writes for the example articles with rdflib, pyoxigraph, NetworkX and nanopub, compares the
formats with one another, and checks the graph against the ontology's SHACL shapes. Usage: graphs.py DEMARCHE
WORK_DIRECTORY"""

import csv
import glob
import json
import re
import subprocess
import sys
from datetime import date

import networkx
import pyoxigraph
import pyshacl
import rdflib
from nanopub import Nanopub, NanopubConf
from rdflib.compare import isomorphic

demarche, work = sys.argv[1:]
articles = sorted(glob.glob("examples/articles/*.txt"))
assert articles, "there are no example articles"


def extract(form, *options):
    path = f"{work}/graph.{form}{''.join(options)}"
    with open(path, "wb") as output:
        command = [demarche, "--quiet", "extract", *articles, "--date", "2024-03-14", "--format", form, *options]
        subprocess.run(command, stdout=output, check=True)
    return path


def with_rdflib(path, form):
    dataset = rdflib.Dataset() if form in ("nquads", "trig") else rdflib.Graph()
    dataset.parse(path, format=form)
    if form not in ("nquads", "trig"):
        return dataset
    # Where the format has graphs, the statements lie in the default graph.
    graph = rdflib.Graph()
    for subject, predicate, object_, _ in dataset.quads():
        graph.add((subject, predicate, object_))
    return graph


reference = with_rdflib(extract("ttl"), "turtle")
assert len(reference) > 100, f"only {len(reference)} triples"

for form, name in [("nt", "nt"), ("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld"), ("rdf", "xml")]:
    graph = with_rdflib(extract(form), name)
    assert isomorphic(graph, reference), f"{form} and ttl are not the same graph ({len(graph)}, {len(reference)} triples)"
    print(f"{form}: the same {len(graph)} triples by rdflib")

for form, known in [
    ("ttl", pyoxigraph.RdfFormat.TURTLE),
    ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
    ("rdf", pyoxigraph.RdfFormat.RDF_XML),
    ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
]:
    triples = {str(quad.triple) for quad in pyoxigraph.parse(path=f"{work}/graph.{form}", format=known)}
    assert len(triples) == len(reference), f"{form}: {len(triples)} triples by pyoxigraph, {len(reference)} by rdflib"
    print(f"{form}: {len(triples)} triples by pyoxigraph")

DM = rdflib.Namespace("https://w3id.org/demarche/ontology#")
NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
RDF = rdflib.RDF

# RDF 1.2: as many triple terms as the reference has whole reifications.
whole = [node for node in reference.subjects(RDF.type, DM.Statement) if (node, RDF.object, None) in reference]
whole = [node for node in whole if not isinstance(reference.value(node, RDF.subject), rdflib.Literal)]
for form, known in [
    ("ttl", pyoxigraph.RdfFormat.TURTLE),
    ("trig", pyoxigraph.RdfFormat.TRIG),
    ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
    ("nq", pyoxigraph.RdfFormat.N_QUADS),
]:
    triples = {str(quad.triple) for quad in pyoxigraph.parse(path=extract(form, "--rdf12"), format=known)}
    terms = sum("22-rdf-syntax-ns#reifies> <<(" in triple for triple in triples)
    assert terms == len(whole), f"{form} --rdf12: {terms} triple terms, {len(whole)} reifications"
    assert len(triples) == len(reference) - 2 * terms, f"{form} --rdf12: {len(triples)} triples"
    print(f"{form} --rdf12: {terms} triple terms by pyoxigraph")

# Nodes and edges: the facts between things, the same in every form.
relations = set(reference.transitive_subjects(rdflib.RDFS.subPropertyOf, DM.relatesTo)) - {DM.belongsTo, DM.member}
facts = {(s, p, o) for s, p, o in reference if p in relations and isinstance(o, rdflib.URIRef)}
assert len(facts) > 10, f"only {len(facts)} facts"
graph = networkx.read_graphml(extract("graphml"), force_multigraph=True)
edges = {(rdflib.URIRef(s), rdflib.URIRef(values["Relation"]), rdflib.URIRef(o)) for s, o, values in graph.edges(data=True)}
assert edges == facts, f"graphml: {len(edges)} edges, {len(facts)} facts"
for separator, form in [(",", "csv"), ("\t", "tsv")]:
    with open(extract(f"nodes-{form}"), newline="") as file:
        nodes = {row["Id"] for row in csv.DictReader(file, delimiter=separator)}
    with open(extract(f"edges-{form}"), newline="") as file:
        rows = list(csv.DictReader(file, delimiter=separator))
    assert nodes == set(graph.nodes), f"nodes-{form}: {len(nodes)} nodes, graphml has {len(graph.nodes)}"
    assert {row["Source"] for row in rows} | {row["Target"] for row in rows} <= nodes
    assert {tuple(rdflib.URIRef(row[name]) for name in ("Source", "Relation", "Target")) for row in rows} == facts
print(f"graphml, csv and tsv: {len(graph.nodes)} nodes and {len(facts)} edges by NetworkX and csv")

# Coded events: a document a line, in PLOVER's own types, each one that a class of the ontology falls under.
PLOVER = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
             "COERCE ASSAULT".split())
with open(extract("events"), encoding="utf-8") as file:
    records = [json.loads(line) for line in file]
assert [record["id"] for record in records] == articles, "events: not a line for each document"
events = [event for record in records for event in record["events"]]
assert len(events) > 10 and {event["event"] for event in events} <= PLOVER, sorted({event["event"] for event in events} - PLOVER)
for event in events:
    assert event["cameo"] is None or re.fullmatch("[0-9]{2,4}", event["cameo"]), event
    assert 0 <= event["score"] <= 1 and event["event_text"], event
    for side in event["source"] + event["target"]:
        assert side["text"] and (side["code"] is None or re.fullmatch("[A-Z]{3}", side["code"])), event
    if event["date"]:
        start, end = (event["date"][key] and date.fromisoformat(event["date"][key]) for key in ("start", "end"))
        assert start is None or end is None or start <= end, event
print(f"events: {len(events)} of {len({event['event'] for event in events})} PLOVER types in {len(records)} documents")

# Nanopublications: one for each asserted statement, each valid by itself.
dataset = rdflib.Dataset()
dataset.parse(extract("nanopub"), format="trig")
heads = list(dataset.quads((None, RDF.type, NP.Nanopublication, None)))
asserted = len(set(reference.subjects(DM.asserted, rdflib.Literal(True))))
assert len(heads) == asserted, f"{len(heads)} nanopublications, {asserted} asserted statements"
for publication, _, _, head in heads:
    single = rdflib.ConjunctiveGraph()
    for name in [head, *(dataset.graph(head).value(publication, part) for part in
                         (NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo))]:
        for triple in dataset.graph(name):
            single.get_context(name).add(triple)
    assert Nanopub(rdf=single, conf=NanopubConf()).is_valid, publication
print(f"nanopub: {len(heads)} nanopublications, valid by nanopub")

ontology = rdflib.Graph()
for path in sorted(glob.glob("ontology/*.ttl")):
    ontology.parse(path, format="turtle")
shapes = rdflib.Graph().parse("ontology/shapes.ttl", format="turtle")
conforms, _, text = pyshacl.validate(reference, shacl_graph=shapes, ont_graph=ontology, advanced=False)
print(text if not conforms else "the shapes hold")
sys.exit(0 if conforms else 1)
