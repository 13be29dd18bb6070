"""Reads what `demarche extract` writes for the example articles with rdflib and pyoxigraph, compares the formats with one
another, and checks the graph against the ontology's SHACL shapes. Usage: graphs.py DEMARCHE WORK_DIRECTORY"""

import glob
import subprocess
import sys

import pyoxigraph
import pyshacl
import rdflib
from rdflib.compare import isomorphic

demarche, work = sys.argv[1:]
articles = sorted(glob.glob("examples/articles/*.txt"))
assert articles, "there are no example articles"


def extract(form):
    path = f"{work}/graph.{form}"
    with open(path, "wb") as output:
        command = [demarche, "extract", *articles, "--date", "2024-03-14", "--format", form]
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

ontology = rdflib.Graph()
for path in sorted(glob.glob("ontology/*.ttl")):
    ontology.parse(path, format="turtle")
shapes = rdflib.Graph().parse("ontology/shapes.ttl", format="turtle")
conforms, _, text = pyshacl.validate(reference, shacl_graph=shapes, ont_graph=ontology, advanced=False)
print(text if not conforms else "the shapes hold")
sys.exit(0 if conforms else 1)
