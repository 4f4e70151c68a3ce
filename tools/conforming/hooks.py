"""What schemathesis has to be told about bodies of lines, and about waiting."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(_, value: object) -> dict:
    if isinstance(value, bytes):
        return {"data": value}
    values = value if isinstance(value, list) else [value]
    return {"data": "".join(json.dumps(each) + "\n" for each in values).encode()}


@schemathesis.deserializer("application/x-ndjson")
def objects(_, response) -> list:
    return [json.loads(line) for line in response.content.split(b"\n") if line.strip()]


@schemathesis.hook
def before_call(_context, case, _kwargs) -> None:
    """Waiting for an event that never comes takes 5 s and is answered 503, as it should be: nobody waits here."""
    headers = case.headers or {}
    for name in list(headers):
        if name.lower() == "paidan-at-least" and str(headers[name]).isdigit():
            headers[name] = "0"
