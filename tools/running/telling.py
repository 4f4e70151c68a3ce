"""What tools/run tells of a daemon: who waits, and what to try."""

from pathlib import Path

_PAIDAN = ".build/release/paidan"
_AGENT = '{"name": "林静", "skills": [{"name": "系统故障", "level": 4}]}'


def waiting(queue: dict) -> str:
    """The answer of GET /v1/queue, for people."""
    lines = [f"{queue['total']} wait for an agent{', the first of them:' if queue['items'] else '.'}"]
    for ticket in queue["items"]:
        category = ticket["category"] or "?"
        lines.append(f"  {ticket['number']}  {ticket['priority']:6}  {ticket['channel']:12}  {category}")
    return "\n".join(lines)


def try_this(url: str, data: Path, agent: str | None) -> str:
    """The commands to type, as they are. After a day there is an agent to call; otherwise nobody."""
    steps = [
        ("See what happens, while it happens; leave this open in another terminal.",
         f"{_PAIDAN} tail --data {data} --follow"),
        ("Ask for something, as a customer on the phone would.",
         f"{_PAIDAN} submit --data {data} --channel phone --name 张三 --contact 13800001234 \\\n"
         "      --description '收银系统打不开，门店没法结账'"),
        *(_after_a_day(data, agent) if agent else _on_an_empty_daemon(url, data)),
        ("The same over HTTP; the contract is schemas/http/openapi.yaml.",
         f"curl -s -H \"Authorization: Bearer $(cat {data}/admin-token)\" {url}/v1/queue?limit=3"),
    ]
    told = [f"What to try. The administrator's token is in {data}/admin-token; the commands find it there."]
    for why, command in steps:
        told += ["", f"  {why}", f"    {command}"]
    return "\n".join(told)


def _after_a_day(data: Path, agent: str) -> list[tuple[str, str]]:
    return [
        ("The team has gone home: what came late waits, the most urgent first.", f"{_PAIDAN} queue --data {data}"),
        ("Read the first ticket of the day, and what happened to it.",
         f"{_PAIDAN} show 202611-001 --data {data} --events"),
        ("Who there is; then call one of them back, and see in the tail who is offered what.",
         f"{_PAIDAN} agents --data {data}\n    {_PAIDAN} presence {agent} online --data {data}"),
    ]


def _on_an_empty_daemon(url: str, data: Path) -> list[tuple[str, str]]:
    return [
        ("Nobody is there, so it waits.", f"{_PAIDAN} queue --data {data}"),
        ("Let somebody come to work, and see in the tail who is offered it.",
         f"curl -s -X PUT -H \"Authorization: Bearer $(cat {data}/admin-token)\" \\\n"
         f"      -H 'Content-Type: application/json' -d '{_AGENT}' {url}/v1/agents/lin\n"
         f"    {_PAIDAN} presence lin online --data {data}"),
    ]
