"""Compares what inspect says of the fixtures with what a careful reader takes from them.

facts.py EXPECTED.jsonl < "FILE<tab>OBJECT" lines; prints a line "FIELD right of wanted" for each field.
The rules are those of fixtures/README.
"""
import json
import sys


def as_set(values):
    return {json.dumps(value, sort_keys=True) for value in values}


def place_matches(got, wanted):
    return all(wanted[part] is None or got[part] == wanted[part]
               for part in ('city', 'region', 'country'))


def places_right(got, wanted):
    return (all(any(place_matches(g, w) for g in got) for w in wanted)
            and all(any(place_matches(g, w) for w in wanted) for g in got))


def salary_right(got, wanted):
    if not got or not wanted:
        return got == wanted
    return all(got[part] == wanted[part] for part in ('min', 'max', 'currency', 'period'))


def right(field, got, wanted):
    if field in ('locations', 'remote_scope'):
        return places_right(got or [], wanted or [])
    if field == 'salary':
        return salary_right(got, wanted)
    if field in ('employment', 'extras'):
        return set(got) == set(wanted)
    if field == 'languages':
        return as_set(got) == as_set(wanted)
    if field == 'time_zones' and got and wanted:
        return (got['min'], got['max']) == (wanted['min'], wanted['max'])
    if field == 'company' and got and wanted:
        return got.casefold() == wanted.casefold()
    return got == wanted


def stack_scores(got, line):
    """Right and wanted technologies with their need, and the number that should not be there."""
    needs = {t['name']: t['need'] for t in got}
    wanted = {t['name']: t['need'] for t in line['stack']}
    either = set(line.get('either', []))
    neutral = set(line.get('neutral', []))
    hits = sum(1 for name, need in wanted.items()
               if name in needs and (name in either or needs[name] == need))
    extra = [name for name in needs if name not in wanted and name not in neutral]
    return hits, len(wanted), len(extra), [n for n in needs if n in line.get('traps', [])]


def main():
    expected = {}
    for text in open(sys.argv[1], encoding='utf-8'):
        line = json.loads(text)
        expected[line['file'], line['index']] = line
    got = {}
    for text in sys.stdin:
        name, _, obj = text.partition('\t')
        index = sum(1 for key in got if key[0] == name)
        got[name, index] = json.loads(obj)
    tally = {}
    lost = [key for key in expected if key not in got]

    def count(field, is_right, weight=1):
        row = tally.setdefault(field, [0, 0])
        row[0] += is_right
        row[1] += weight

    for key, line in expected.items():
        if key in lost:
            continue
        record = got[key]
        accept = line.get('accept', {})
        for field in ('title', 'company', 'locations', 'remote_scope', 'workplace', 'employment',
                      'seniority', 'experience', 'salary', 'posted', 'expires', 'visa', 'office_days',
                      'time_zones', 'extras', 'clearance', 'education', 'languages', 'url'):
            if field not in line or (field == 'title' and line.get('title_inferred')):
                continue
            values = [line[field]] + accept.get(field, [])
            is_right = any(right(field, record[field], value) for value in values)
            count(field, is_right)
            if not is_right and '-v' in sys.argv:
                print(key, field, record[field], 'not', values, file=sys.stderr)
        if 'stack' not in line:
            continue
        hits, wanted, extra, traps = stack_scores(record['stack'], line)
        count('stack', hits, wanted)
        count('stack-precision', len(record['stack']) - extra, len(record['stack']))
        if traps:
            print('trap', key, traps, file=sys.stderr)
            count('traps', 0)
    for field, (hits, wanted) in sorted(tally.items()):
        print(field, hits, wanted)
    print('lost', len(lost), len(expected))


main()
