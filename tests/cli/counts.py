"""Counts the postings of each file without shortlist, and compares with what it read.

    counts.py FOLDER REPORT

REPORT is the JSON of `load --format json FOLDER`. What a format calls a posting is counted by the parsers of
Python alone; files whose postings cannot be counted so are left out. Entries that repeat the name of the one
before (a job in two towns) are one posting. Prints a line for each file that differs.
"""

import csv
import json
import os
import sys
import xml.etree.ElementTree

csv.field_size_limit(1 << 30)

LISTS = ("jobs", "results", "content", "offers", "result", "jobPostings", "data", "positions")
NAMES = ("uuid", "shortcode", "id")


def repeats(entries):
    names = [next((e[n] for n in NAMES if e.get(n)), None) for e in entries if isinstance(e, dict)]
    return sum(1 for a, b in zip(names, names[1:]) if a is not None and a == b)


def count_json(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    if isinstance(data, dict) and isinstance(data.get("children"), list):
        return sum(1 for child in data["children"] if child.get("text"))
    if isinstance(data, dict) and "SearchResult" in data:
        return len(data["SearchResult"]["SearchResultItems"])
    if isinstance(data, dict):
        data = next((data[key] for key in LISTS if isinstance(data.get(key), list)), None)
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        return None
    entries = [e for e in data if "legal" not in e]
    return len(entries) - repeats(entries)


def count_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def count_xml(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    positions = root.findall(".//position")
    names = [position.findtext("id") for position in positions]
    twice = sum(1 for a, b in zip(names, names[1:]) if a == b)
    return len(root.findall(".//item")) + len(root.findall("{*}entry")) + len(positions) - twice


COUNTERS = {".json": count_json, ".csv": count_csv, ".rss": count_xml, ".xml": count_xml}


def main(folder, report):
    with open(report, encoding="utf-8") as file:
        report = json.load(file)
    read = {entry["path"]: entry["postings"] for entry in report["read"]}
    refused = {}
    for refusal in report["refused"]:
        refused[refusal["path"]] = refused.get(refusal["path"], 0) + 1
    compared = 0
    for where, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(where, name)
            counter = COUNTERS.get(os.path.splitext(name)[1])
            wanted = counter(path) if counter else None
            if not wanted or path not in read:
                continue
            compared += 1
            if read[path] + refused.get(path, 0) != wanted:
                print(f"{path}: {wanted} postings, {read[path]} read")
    print(f"{compared} files compared", file=sys.stderr)


main(*sys.argv[1:])
