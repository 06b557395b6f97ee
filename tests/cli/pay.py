"""Compares the pay read from the plain text of Ashby's postings with the pay that their boards state.

pay.py texts BOARDS FOLDER            writes the text of each posting of BOARDS/*.json to FOLDER
pay.py score BOARDS < what inspect says of FOLDER, as JSON lines

A posting counts where the text holds both ends of the pay that the board states, as money: it is right
where the ends, the currency and the period are one of the stated ranges, or all of them put together. One
whose data state no pay counts where its text has no money near a word for pay: it has to get none.
"""
import glob
import json
import os
import re
import sys

PERIODS = {'1 YEAR': 'year', '1 MONTH': 'month', '1 WEEK': 'week', '1 DAY': 'day', '1 HOUR': 'hour'}
SCALES = {'k': 1e3, 'm': 1e6}
NUMBER = re.compile(r'(?<![\d.,])(\d{1,3}(?:[,. ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?!\d)\s?([kKmM]\b)?')
HIGH_END = re.compile(r'\s*(?:-|–|—|to|and)\s*\D{0,3}\d[\d.]*\s?([kKmM])\b')
SIGN = r'(?:[$€£₹¥]|\bRs\.?|\b(?:USD|EUR|GBP|CAD|AUD|CHF|INR|SEK|PLN|SGD)\b)'
MONEY = re.compile(SIGN + r'\s?\d|\d[\d.,]*\s?[kK]?\s?' + SIGN)
BARE = re.compile(r'\b\d{2,3}[kK]\b')
PAY_WORD = re.compile(r'(?i)\b(salar\w*|pay|paid|pays|compensation|comp|wages?|rate|base|ote|on.target|earn\w*|'
                      r'hourly|hour|hr|annual\w*|year|yr|monthly|month|stipend|package|remuneration)\b')


def postings(boards):
    for path in sorted(glob.glob(boards + '/*.json')):
        with open(path, encoding='utf-8') as file:
            for at, job in enumerate(json.load(file)['jobs']):
                if job.get('descriptionPlain'):
                    yield f'{os.path.basename(path)[:-5]}-{at}.txt', job


def numbers(line):
    """The numbers of a line of text, in units."""
    line = line.replace('\u00a0', ' ').replace('\u202f', ' ')
    found = set()
    for match in NUMBER.finditer(line):
        digits, scale = match.groups()
        value = float(re.sub(r'[,. ](?=\d{3}(\D|$))', '', digits).replace(',', '.'))
        high = HIGH_END.match(line[match.end():match.end() + 20])
        found.add(value * SCALES.get((scale or '').lower(), 1))
        if high and not scale:
            found.add(value * SCALES[high.group(1).lower()])
    return found


def money_lines(text):
    return [line for line in text.split('\n') if MONEY.search(line) or
            (PAY_WORD.search(line) and NUMBER.search(line))]


def stated(job):
    """The ranges of pay that the board states: (min, max, currency, period)."""
    compensation = job.get('compensation') or {}
    parts = [part for tier in compensation.get('compensationTiers') or [] for part in tier['components']]
    parts += compensation.get('summaryComponents') or []
    return {(part['minValue'] or None, part['maxValue'] or None, part['currencyCode'], PERIODS.get(part['interval']))
            for part in parts
            if part['compensationType'] == 'Salary' and (part['minValue'] or part['maxValue'])}


def put_together(ranges):
    """The ranges, and for each currency and period all of them as one."""
    whole = set(ranges)
    for kind in {r[2:] for r in ranges}:
        same = [r for r in ranges if r[2:] == kind and r[0] and r[1]]
        if same:
            whole.add((min(r[0] for r in same), max(r[1] for r in same)) + kind)
    return whole


def is_pay(salary, wanted):
    same = [abs((salary[end] or 0) - (value or 0)) < 0.01 for end, value in (('min', wanted[0]), ('max', wanted[1]))]
    return all(same) and (salary['currency'], salary['period']) == wanted[2:]


def texts(boards, folder):
    for name, job in postings(boards):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(job['descriptionPlain'])


def score(boards):
    read = {os.path.basename(p['source']): p['salary'] for p in map(json.loads, sys.stdin)}
    right = wanted = false = silent = 0
    for name, job in postings(boards):
        if name not in read:
            continue
        salary = read[name]
        text = job['descriptionPlain']
        ranges = stated(job)
        if not ranges:
            if not any(PAY_WORD.search(line) and (MONEY.search(line) or BARE.search(line))
                       for line in text.split('\n')):
                silent += 1
                false += salary is not None
                if salary:
                    print('no pay but', salary, 'in', name, file=sys.stderr)
            continue
        held = set().union(*map(numbers, money_lines(text))) if money_lines(text) else set()
        told = {r for r in ranges if all(end is None or end in held for end in r[:2])}
        if told:
            wanted += 1
            if salary and any(is_pay(salary, r) for r in put_together(told)):
                right += 1
            else:
                print('not', sorted(told, key=str), 'but', salary, 'in', name, file=sys.stderr)
    print('right', right, wanted)
    print('false', false, silent)


if __name__ == '__main__':
    if sys.argv[1] == 'texts':
        texts(sys.argv[2], sys.argv[3])
    else:
        score(sys.argv[2])
