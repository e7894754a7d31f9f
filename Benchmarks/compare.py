#!/usr/bin/env python3
"""Times generated validators and jsonschema-rs on the same documents: compare.py BUNDLE VALIDATION ARGUMENTS…

VALIDATION is the Swift half. Every round times each document each way, one after the other, so that a noisy moment
hits them all; the table shows medians, and a ratio above 1 is in favour of generated code. "From bytes" ends with a
typed value in Swift, and for jsonschema-rs begins with Python's own parser; "parsed" begins with simdjson's tape, which
generated code turns into a typed value, and with Python's objects, which jsonschema-rs only judges.
"""
import json
import statistics
import subprocess
import sys
import time
from importlib.metadata import version

import jsonschema_rs

ROUNDS = 31
SLICE_NS = 5_000_000  # how long one measurement takes, about

# The schema of each operation's body.
SCHEMAS = {
    "saveTest": "SaveTestRequest",
    "logIn": "LoginRequest",
    "setApplicationStatus": "StatusChange",
    "receiveUpdate": "Update",
}


class Swift:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.documents = dict(json.loads(self.process.stdout.readline()))

    def time(self, name, origin, count):
        self.process.stdin.write(f"{name} {origin} {count}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.strip().isdigit():
            sys.exit(answer or "compare: the Swift half has ended")
        return int(answer)


def time_calls(call, count):
    start = time.perf_counter_ns()
    for _ in range(count):
        call()
    return time.perf_counter_ns() - start


def calibrated(measure):
    """How often to repeat, so that one measurement takes its slice; warms up on the way."""
    count = 100
    while (taken := measure(count)) < SLICE_NS / 4:
        count *= 2
    return max(1, count * SLICE_NS // taken)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        components = json.load(file)["components"]
    swift = Swift(sys.argv[2:])

    measures = {}
    for name, text in swift.documents.items():
        schema = {"$ref": f"#/components/schemas/{SCHEMAS[name.split('/')[0]]}", "components": components}
        validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        value, encoded = json.loads(text), text.encode()
        if not validator.is_valid(value):
            sys.exit(f"compare: jsonschema-rs refuses {name}, and generated code does not")

        measures[name] = [
            lambda count, name=name: swift.time(name, "bytes", count),
            lambda count, v=validator, e=encoded: time_calls(lambda: v.is_valid(json.loads(e)), count),
            lambda count, name=name: swift.time(name, "parsed", count),
            lambda count, v=validator, value=value: time_calls(lambda: v.is_valid(value), count),
        ]

    counts = {name: [calibrated(measure) for measure in ways] for name, ways in measures.items()}
    samples = {name: [[], [], [], []] for name in measures}
    for _ in range(ROUNDS):
        for name, ways in measures.items():
            for way, measure in enumerate(ways):
                count = counts[name][way]
                samples[name][way].append(measure(count) / count / 1000)

    print(f"Medians of {ROUNDS} interleaved rounds, µs a document; jsonschema-rs {version('jsonschema_rs')}\n")
    print("| document | bytes | from bytes: generated | jsonschema-rs | ratio | parsed: generated | jsonschema-rs | ratio |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, ways in samples.items():
        ours, theirs, ours_parsed, theirs_parsed = map(statistics.median, ways)
        cells = [name, len(swift.documents[name].encode()), f"{ours:.2f}", f"{theirs:.2f}", f"{theirs / ours:.1f}"]
        cells += [f"{ours_parsed:.2f}", f"{theirs_parsed:.2f}", f"{theirs_parsed / ours_parsed:.1f}"]
        print("| " + " | ".join(map(str, cells)) + " |")


main()
