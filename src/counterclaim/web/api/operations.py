"""An OpenAPI description as lines to show: for the page and for the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Described = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter or field."""

    name: str
    place: str
    """path, query, header or body; empty for a field of an answer."""
    type: str
    required: bool
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    tag: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: str
    """Name of the schema of the body, empty where there is none."""
    answers: tuple[tuple[str, str], ...]
    """(status, name of the schema or words) of what is no refusal."""

    @property
    def anchor(self) -> str:
        """A name for links within the page."""
        return f"{self.method}{self.path}".casefold().translate(str.maketrans("/{}:", "----")).strip("-")


@dataclass(frozen=True, slots=True)
class Schema:
    """One object of requests or answers."""

    name: str
    words: str
    fields: tuple[Parameter, ...]


def operations(described: Described) -> list[Operation]:
    """All operations, in the order in which they were made."""
    return [
        _operation(path, method, told)
        for path, methods in described["paths"].items()
        for method, told in methods.items()
    ]


def schemas(described: Described) -> list[Schema]:
    """All objects by name."""
    found = described["components"]["schemas"]
    return [
        Schema(name=name, words=_line(told.get("description", "")), fields=tuple(_fields(told)))
        for name, told in sorted(found.items())
        if told.get("properties")
    ]


def _operation(path: str, method: str, told: Described) -> Operation:
    words = str(told.get("description", "")).split("\n\n", 1)
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        method=method.upper(),
        path=path,
        tag=told.get("tags", ["team"])[0],
        summary=_line(words[0]),
        description=_line(words[1]) if len(words) > 1 else "",
        parameters=tuple(_parameters(told)),
        body=_name(body) if body else "",
        answers=tuple(_answers(told)),
    )


def _parameters(told: Described) -> Iterator[Parameter]:
    for one in told.get("parameters", []):
        yield Parameter(
            one["name"], one["in"], _name(one["schema"]), one.get("required", False), _line(one.get("description", ""))
        )


def _answers(told: Described) -> Iterator[tuple[str, str]]:
    for status, answer in sorted(told["responses"].items()):
        if status.startswith(("2", "3")):
            content = answer.get("content", {})
            schema: Described = next((kind.get("schema", {}) for kind in content.values()), {})
            named = _name(schema) if schema else ""
            yield status, named if named not in ("", "string") else answer["description"]


def _fields(told: Described) -> Iterator[Parameter]:
    needed = set(told.get("required", ()))
    for name, field in told["properties"].items():
        yield Parameter(name, "", _name(field), name in needed, _line(field.get("description", "")))


def _name(schema: Described) -> str:
    """A type in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_name(one) for one in schema["anyOf"]))
    if "allOf" in schema:
        return _name(schema["allOf"][0])
    if schema.get("type") == "array":
        items = schema.get("items") or {}
        return f"list of {_name(items)}" if items else "list"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return str(schema.get("format") or schema.get("type") or "any")


def _line(words: str) -> str:
    return " ".join(words.split())
