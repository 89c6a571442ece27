"""Checks JSON-LD nodes against the types of schema.org as msgspec-schemaorg has them."""

from __future__ import annotations

import re
from typing import Any

import msgspec_schemaorg.models as models

PLAIN: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "URL": str,
    "date": str,
    "datetime": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
}
_NAME = re.compile(r"[A-Za-z]+")


def check(node: dict[str, Any], known: dict[str, dict[str, Any]]) -> None:
    """Every property is one of the node's type, and every value one of the property's types.

    :param known: the nodes of the graph by their ids, for values that only name one of them.
    """
    properties = properties_of(node["@type"])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        assert name in properties, f"{node['@type']} has no {name}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                whole = one if "@type" in one else known[one["@id"]]
                fits = is_a(whole["@type"]) & properties[name]
                assert fits, f"{name} of {node['@type']} is no {whole['@type']}"
                if whole is one:
                    check(one, known)
            else:
                types = [PLAIN[plain] for plain in properties[name] & PLAIN.keys()]
                assert any(isinstance(one, kind) for kind in types), (node["@type"], name, one)


def properties_of(kind: str) -> dict[str, set[str]]:
    """The properties of a type with the types that their values may have."""
    found: dict[str, set[str]] = {}
    for model in reversed(getattr(models, kind).__mro__):
        for name, annotation in getattr(model, "__annotations__", {}).items():
            found[name] = set(_NAME.findall(str(annotation)))
    return found


def is_a(kind: str) -> set[str]:
    """The type and those above it."""
    return {model.__name__ for model in getattr(models, kind).__mro__}
