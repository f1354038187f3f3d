"""Reads documents of the second form with what Python 3.11 or later has by itself; a time that is none of ISO 8601 with a
zone ends the program."""

import json
import pathlib
import sys
from datetime import datetime

TIMES = {"timestamp", "import_date", "production_date", "tunnel_created", "start_timestamp", "end_timestamp"}


def check(value):
    if isinstance(value, list):
        for each in value:
            check(each)
    if isinstance(value, dict):
        for name, each in value.items():
            if name in TIMES and each is not None and datetime.fromisoformat(each).tzinfo is None:
                raise ValueError(f"{name} has no zone: {each}")
            check(each)


for file in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    document = json.loads(file.read_text(encoding="utf-8"))
    check(document)
    kind, time = ("event", "timestamp") if "event_type" in document else ("usage", "end_timestamp")
    print(kind, document["id"], round(datetime.fromisoformat(document[time]).timestamp() * 1000))
