"""JSON-LD of schema.org and W3C Web Annotations: read back, they say what the claims say."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from claim_factory import claims_on_nasty_texts, desk, solar
from hypothesis import given, settings

from extractor.columns import decimal
from extractor.tables.exports import Format, write_text
from extractor.tables.figures import figure
from extractor.tables.frame import json_value
from extractor.tables.safety import writable
from extractor.tables.sources import Kept, Verdict

# The properties of schema.org that each of our nodes may have; those of Thing are everybody's.
THING = {"@type", "@id", "identifier", "name", "url"}
PROPERTIES = {
    "NewsArticle": THING | {"headline", "publisher", "datePublished"},
    "Claim": THING | {"text", "author", "appearance", "datePublished", "spatialCoverage", "temporalCoverage",
                      "isPartOf", "isBasedOn", "about"},
    "Observation": THING | {"variableMeasured", "observationAbout", "observationDate", "value", "minValue", "maxValue",
                            "unitText", "additionalProperty"},
    "ClaimReview": THING | {"claimReviewed", "itemReviewed", "reviewRating", "citation", "reviewBody"},
    "Person": THING | {"jobTitle", "affiliation"},
    "Organization": THING, "Place": THING, "PropertyValue": THING | {"value"}, "Rating": {"@type", "alternateName"},
}  # fmt: skip


def exported(sources: tuple[Kept, ...], format: Format, **options: Any) -> Any:
    out = io.StringIO()
    write_text(sources, out, format, **options)
    out.getvalue().encode()
    return json.loads(out.getvalue())


def graph(sources: tuple[Kept, ...], **options: Any) -> list[dict[str, Any]]:
    document = exported(sources, Format.JSONLD, **options)
    assert document["@context"] == "https://schema.org"
    return document["@graph"]


def claims_in(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == "Claim"]


@pytest.mark.parametrize("sources", [desk(), tuple(Kept(one.document, None, one.claims) for one in desk())])
def test_every_claim_is_a_claim_about_an_observation(sources: tuple[Kept, ...]) -> None:
    nodes = graph(sources)
    wanted = [claim for source in sources for claim in source.claims]
    for node, claim in zip(claims_in(nodes), wanted, strict=True):
        row, about = claim.to_row(), node["about"]
        properties = {item["name"]: item["value"] for item in about["additionalProperty"]}
        assert node["identifier"] == claim.id
        assert (about["name"], about["unitText"]) == (claim.text, claim.quantity.unit)
        ends = (about["value"],) * 2 if "value" in about else (about["minValue"], about["maxValue"])
        assert ends == (json_value(decimal(claim.quantity.low)), json_value(decimal(claim.quantity.high)))
        assert properties == {name: row[name] for name in properties}
        assert {"exact", "status", "modality", "polarity"} <= properties.keys()
        assert node.get("author", {}).get("name") == row["speaker"]
        assert node.get("spatialCoverage", {}).get("name") == row["place"]
    by_id = {node["@id"]: node for node in nodes}
    assert len(by_id) == len(nodes)
    assert all(node["appearance"]["@id"] in by_id for node in claims_in(nodes))
    assert by_id[claims_in(nodes)[2]["isPartOf"]["@id"]]["identifier"] == solar().claims[1].id


def test_only_a_verdict_of_a_person_makes_a_review() -> None:
    assert not [node for node in graph(desk()) if node["@type"] == "ClaimReview"]
    first, second, third = (claim.id for claim in solar().claims[:3])
    said = {
        first: Verdict("درست", "https://example.org/r", "سنجیده شد"),
        second: Verdict(None, None, "یادداشت"),
        third: Verdict("نادرست", "گفت‌وگو"),
    }
    reviews = [node for node in graph(desk(), verdicts=said) if node["@type"] == "ClaimReview"]
    assert [review["itemReviewed"]["@id"].rpartition(":")[2] for review in reviews] == [first, third]
    assert reviews[0]["reviewRating"] == {"@type": "Rating", "alternateName": "درست"}
    assert (reviews[0]["url"], reviews[0]["reviewBody"]) == ("https://example.org/r", "سنجیده شد")
    assert "url" not in reviews[1]
    assert reviews[1]["citation"] == "گفت‌وگو"


def test_no_property_is_of_our_own_making() -> None:
    def check(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                check(item)
        elif isinstance(value, dict):
            assert value.keys() == {"@id"} or value.keys() <= PROPERTIES[value["@type"]], value
            check(list(value.values()))

    check(graph(desk(), verdicts={solar().claims[0].id: Verdict("درست", "https://example.org/r", "x")}))


@given(source=claims_on_nasty_texts())
@settings(max_examples=40)
def test_hostile_words_survive(source: Kept) -> None:
    nodes = claims_in(graph((source,)))
    assert [node["about"]["name"] for node in nodes] == [writable(claim.text) for claim in source.claims]
    found = exported((source,), Format.WEBANNOTATION)["first"]["items"]
    quotes = [item["target"]["selector"][1]["exact"] for item in found]
    assert quotes == [writable(claim.text) for claim in source.claims]


@pytest.mark.parametrize("sources", [desk(), tuple(Kept(one.document, None, one.claims) for one in desk())])
def test_annotations_point_at_their_words_and_say_what_they_mean(sources: tuple[Kept, ...]) -> None:
    collection = exported(sources, Format.WEBANNOTATION)
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    wanted = [(claim, source) for source in sources for claim in source.claims]
    for item, (claim, source) in zip(collection["first"]["items"], wanted, strict=True):
        position, quote = item["target"]["selector"]
        tag, reading, *parts = item["body"]
        shown = figure(claim)
        assert (position["start"], position["end"]) == claim.span
        if source.text is not None:
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert around in source.text
            assert source.text[position["start"] : position["end"]] == quote["exact"]
        assert tag["value"] == claim.status
        assert json.loads(reading["value"]) == {**shown.labels, **shown.links}
        found = tuple((part["role"], (part["selector"]["start"], part["selector"]["end"])) for part in parts)
        assert found == shown.phrases
