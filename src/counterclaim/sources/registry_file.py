"""The form of ``sources.yaml``.

A list ``outlets``; each has a name and may have kind, language, affiliation, domains, hosting, aliases and a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from counterclaim.errors import ConfigError
from counterclaim.model import Hosting, Source

KINDS = (
    "newspaper",
    "agency",
    "broadcaster",
    "government",
    "armed_group_media",
    "ngo",
    "court",
    "dataset",
    "blog",
    "platform",
    "other",
    "unknown",
)
_FIELDS = ("name", "kind", "language", "affiliation", "domains", "hosting", "aliases", "invented", "note")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One registered outlet with its other names."""

    source: Source
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    path: str

    def wrong(self, node: yaml.Node, message: str, remedy: str) -> ConfigError:
        return ConfigError(message, where=f"{self.path}, line {node.start_mark.line + 1}", remedy=remedy)


def read_outlets(text: str, path: str) -> list[Outlet]:
    """Read the file's text; raises ConfigError naming file, line and remedy."""
    file = _File(path)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        message = f"is no valid YAML: {getattr(error, 'problem', None) or error}"
        remedy = "check indentation and quotes on that line"
        raise ConfigError(message, where=f"{path}, line {line}", remedy=remedy) from None
    if root is None:
        return []
    outlets: list[Outlet] = []
    owners: dict[str, str] = {}
    for node in _list_of_outlets(file, root):
        outlet = _outlet(file, node)
        for key in (outlet.source.name.casefold(), *outlet.source.domains):
            if key in owners:
                raise file.wrong(node, f"{key!r} stands twice ({owners[key]})", "keep one of the two")
            owners[key] = outlet.source.name
        outlets.append(outlet)
    return outlets


def _list_of_outlets(file: _File, root: yaml.Node) -> list[yaml.Node]:
    remedy = "begin with 'outlets:' and give each outlet as '- name: ...'"
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value != "outlets":
                raise file.wrong(key, f"unknown entry {key.value!r}", remedy)
            root = value
    if not isinstance(root, yaml.SequenceNode):
        raise file.wrong(root, "holds no list of outlets", remedy)
    return list(root.value)


def _outlet(file: _File, node: yaml.Node) -> Outlet:
    if not isinstance(node, yaml.MappingNode):
        raise file.wrong(node, "an outlet is not written as fields", "write it as '- name: ...' with fields below it")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value not in _FIELDS:
            raise file.wrong(key, f"unknown field {key.value!r}", f"use one of: {', '.join(_FIELDS)}")
        fields[key.value] = value
    name = _scalar(file, fields, "name")
    if not name:
        raise file.wrong(node, "an outlet has no name", "add 'name: ...'")
    source = Source(
        name=name,
        kind=_choice(file, fields, "kind", KINDS) or "unknown",
        language=_matching(file, fields, "language", _LANGUAGE, "a language tag such as en"),
        affiliation=_scalar(file, fields, "affiliation"),
        domains=tuple(_domains(file, fields)),
        hosting=Hosting(_choice(file, fields, "hosting", tuple(Hosting)) or Hosting.FULL),
    )
    return Outlet(source, tuple(words for words, _ in _strings(file, fields, "aliases")))


def _scalar(file: _File, fields: dict[str, yaml.Node], name: str) -> str:
    node = fields.get(name)
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"):
        return ""
    if not isinstance(node, yaml.ScalarNode):
        raise file.wrong(node, f"{name} is not one value", f"write '{name}: ...' on one line")
    return str(node.value).strip()


def _choice(file: _File, fields: dict[str, yaml.Node], name: str, choices: tuple[str, ...]) -> str:
    value = _scalar(file, fields, name)
    if value and value not in choices:
        raise file.wrong(fields[name], f"{name} {value!r} is not known", f"use one of: {', '.join(choices)}")
    return value


def _matching(file: _File, fields: dict[str, yaml.Node], name: str, form: re.Pattern[str], what: str) -> str:
    value = _scalar(file, fields, name)
    if value and not form.fullmatch(value):
        raise file.wrong(fields[name], f"{name} {value!r} cannot be used", f"write {what}")
    return value


def _strings(file: _File, fields: dict[str, yaml.Node], name: str) -> Iterator[tuple[str, yaml.Node]]:
    node = fields.get(name)
    if node is None:
        return
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for item in items:
        if not isinstance(item, yaml.ScalarNode) or not str(item.value).strip():
            raise file.wrong(item, f"{name} is no list of words", f"write '{name}: [one, two]'")
        yield str(item.value).strip(), item


def _domains(file: _File, fields: dict[str, yaml.Node]) -> Iterator[str]:
    for words, node in _strings(file, fields, "domains"):
        domain = words.lower().removeprefix("www.")
        if not _DOMAIN.fullmatch(domain):
            raise file.wrong(node, f"{words!r} is no domain", "write it as example.org, without https:// and path")
        yield domain
