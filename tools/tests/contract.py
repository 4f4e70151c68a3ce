"""schemas/http/openapi.yaml, as tests read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

_FILE = Path(__file__).resolve().parents[2] / "schemas" / "http" / "openapi.yaml"
_NAME = "urn:paidan:openapi"


class Contract:
    """The whole document, and a check of values against its schemas."""

    def __init__(self) -> None:
        self.document = yaml.safe_load(_FILE.read_text())
        resource = Resource(contents=self.document, specification=DRAFT202012)
        self._registry = Registry().with_resource(_NAME, resource)
        self._named: dict[str, Draft202012Validator] = {}

    def resolved(self, value: dict) -> dict:
        """What a reference, or a chain of them, stands for."""
        while "$ref" in value:
            found: Any = self.document
            for part in value["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            value = found
        return value

    def complaints(self, schema: dict, value: object) -> list[str]:
        """What is wrong with a value; `schema` may lie anywhere in the document."""
        return [error.message for error in self._validator(schema).iter_errors(value)]

    def named(self, schema: str, value: object) -> list[str]:
        """What is wrong with a value that should be of a named schema."""
        if schema not in self._named:
            self._named[schema] = self._validator({"$ref": f"#/components/schemas/{schema}"})
        return [error.message for error in self._named[schema].iter_errors(value)]

    def _validator(self, schema: dict) -> Draft202012Validator:
        return Draft202012Validator(_absolute(schema), registry=self._registry, format_checker=FormatChecker())

    def operations(self) -> Iterator[tuple[str, str, list[dict], dict]]:
        """Path, method, all parameters and the operation itself, of each."""
        for path, entry in self.document["paths"].items():
            shared = entry.get("parameters", [])
            for method, operation in entry.items():
                if method != "parameters":
                    parameters = [self.resolved(one) for one in shared + operation.get("parameters", [])]
                    yield path, method, parameters, operation

    def parts(self) -> Iterator[tuple[str, dict]]:
        """Every object of the document with the way to it."""
        ways: list[tuple[str, object]] = [("", self.document)]
        while ways:
            way, value = ways.pop()
            if isinstance(value, dict):
                yield way, value
                ways += [(f"{way}/{name}", part) for name, part in value.items()]
            elif isinstance(value, list):
                ways += [(f"{way}/{index}", part) for index, part in enumerate(value)]


def _absolute(schema: object) -> Any:
    """References made to begin at the document, so that they hold wherever the schema is taken out."""
    if isinstance(schema, dict):
        return {
            name: _NAME + part if name == "$ref" and isinstance(part, str) else _absolute(part)
            for name, part in schema.items()}
    return [_absolute(part) for part in schema] if isinstance(schema, list) else schema
