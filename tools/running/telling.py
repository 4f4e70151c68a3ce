"""What tools/run tells people to try."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

_PAIDAN = ".build/release/paidan"


def try_this(url: str, data: Path, agent: str | None) -> str:
    """The commands to type, as they are. After a day there is an agent to call; otherwise nobody."""
    steps = [
        ("See what happens, while it happens; leave this open in another terminal.",
         f"{_PAIDAN} tail --data {data} --follow"),
        ("Ask for something, as a customer on the phone would.",
         f"{_PAIDAN} submit --data {data} --channel phone --name 张三 --contact 13800001234 \\\n"
         "      --description '收银系统打不开，门店没法结账' --confirmed"),
        *(_after_a_day(data, agent) if agent else _on_an_empty_daemon(data)),
        ("Take what was offered its whole way: accepted, begun, done, rated. Then read its story.",
         _whole_way(data, agent or "lin")),
        ("The same over HTTP; the contract is schemas/http/openapi.yaml.",
         f"curl -s -H \"Authorization: Bearer $(cat {data}/admin-token)\" '{url}/v1/queue?limit=3'"),
    ]
    told = [f"What to try. The administrator's token is in {data}/admin-token; the commands find it there."]
    for why, command in steps:
        told += ["", f"  {why}", f"    {command}"]
    return "\n".join(told)


def come_again(data: Path) -> str:
    """What can be done when the daemon does not stay: what reads the data directory by itself, and another run."""
    return (
        f"The daemon is stopped now; its data stay in {data} until the next run.\n\n"
        f"  Read again what happened; that needs no daemon.\n    {_PAIDAN} tail --data {data} --from 1\n\n"
        f"  Try it yourself: at a terminal the daemon stays, and you are told what to type.\n    tools/run")


def _after_a_day(data: Path, agent: str) -> list[tuple[str, str]]:
    return [
        ("The team has gone home: what came late waits, the most urgent first.", f"{_PAIDAN} queue --data {data}"),
        ("Read the first ticket of the day, and what happened to it.",
         f"{_PAIDAN} show {_first_number()} --data {data} --events"),
        ("Who there is; then call one of them back, and see in the tail who is offered what.",
         f"{_PAIDAN} agents --data {data}\n    {_PAIDAN} presence {agent} online --data {data}"),
    ]


def _whole_way(data: Path, agent: str) -> str:
    steps = [
        f"accept $N --agent {agent}", f"progress $N --agent {agent} --note 已联系门店",
        f"resolve $N --agent {agent} --solution 已重启服务", "rate $N --grade satisfied", "show $N --events",
    ]
    offered = f"{_PAIDAN} list --agent {agent} --life-cycle offered --limit 1 --json --data {data}"
    return "\n    ".join([
        f"N=$({offered} | grep -o '\"number\":\"[^\"]*' | cut -d'\"' -f4)",
        *(f"{_PAIDAN} {step} --data {data}" for step in steps)])


def _first_number() -> str:
    """Tickets are numbered by the month that it is in China, whatever the machine's time zone."""
    return datetime.now(timezone(timedelta(hours=8))).strftime("%Y%m-001")


def _on_an_empty_daemon(data: Path) -> list[tuple[str, str]]:
    return [
        ("Nobody is there, so it waits.", f"{_PAIDAN} queue --data {data}"),
        ("Let somebody come to work, and see in the tail who is offered it.",
         f"{_PAIDAN} agents set lin --name 林静 --skill 系统故障=4 --data {data}\n"
         f"    {_PAIDAN} presence lin online --data {data}"),
    ]
