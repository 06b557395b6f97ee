"""The programs that people would use otherwise, measured in the same run on the same postings."""
import os
import re
import shlex
import sqlite3

from measure import (Run, make_cold, make_warm, median, megabytes, must, percentile, remove, say,
                     type_keys)
from own import MOVES, START_RUNS, report_moves

IMPORT = '''CREATE VIRTUAL TABLE t USING fts5(title, company, location, body);
.mode tabs
.import {text} t
'''
QUERIES = (('r', 'r*'), ('rust', 'rust*'), ('senior b', 'senior b*'), ('zzqx', 'zzqx*'))
SMALL_LINES = 1000


# -- sqlite3

def import_text(world, data):
    """The text into a default FTS5 table; None where sqlite3 is missing."""
    if not world.has('sqlite3'):
        return None
    path = world.path('fts.db')
    remove(path)
    return must(Run(['sqlite3', path], IMPORT.format(text=shlex.quote(data.text))),
                'the import of sqlite3')


def report_import(world, data, runs, figures):
    figures['sqlite.seconds'] = median([run.seconds for run in runs])
    figures['sqlite.rate'] = data.megabytes / figures['sqlite.seconds']
    figures['sqlite.peak'] = max(run.peak_mib for run in runs)
    figures['sqlite.database'] = megabytes(world.path('fts.db'))


def count_matches(world, figures):
    """How long sqlite3 takes to count, the median of three."""
    script = ".timer on\n" + ''.join(
        f"SELECT count(*) FROM t WHERE t MATCH '{match}';\n" * 3 for _, match in QUERIES)
    run = must(Run(['sqlite3', world.path('fts.db')], script), 'sqlite3')
    times = [float(real) * 1e3 for real in re.findall(r'real ([0-9.]+)', run.out)]
    for i, (query, _) in enumerate(QUERIES):
        figures[f'sqlite.count.{query}'] = median(times[i * 3:i * 3 + 3])
    remove(world.path('fts.db'))


# -- fzf and rg

def milliseconds(argv, statuses=(0, 1)):
    """The median of three; what is found goes through a pipe, for some look at where it goes."""
    times = []
    for _ in range(3):
        run = Run(argv)
        if run.status not in statuses:
            return None
        times.append(run.seconds * 1e3)
    return median(times)


def shell(argv, path):
    """ARGV with its standard input from a file."""
    return ['sh', '-c', f'exec {shlex.join(argv)} <{shlex.quote(path)}']


def filter_texts(world, data, figures):
    say('  asking fzf and rg')
    make_warm([data.titles] + ([data.text] if data.has_text else []))
    for query, _ in QUERIES:
        if world.has('fzf'):
            figures[f'fzf.filter.{query}'] = milliseconds(
                shell(['fzf', '--filter', query], data.titles))
        if world.has('rg'):
            for name, path in (('titles', data.titles), ('text', data.text)):
                figures[f'rg.{name}.{query}'] = milliseconds(
                    ['rg', '--count', '--ignore-case', '--fixed-strings', query, path])


def fzf_quiet(data):
    """How long fzf is silent at most while it is at work, in milliseconds."""
    return 100 if data.size <= 20000 else 300 if data.size <= 200000 else 500


def fzf_start(world, data, runs):
    quiet = max(fzf_quiet(data), 300)
    return percentile(type_keys(world, shell(['fzf'], data.titles), runs=runs, start=quiet,
                                name='fzf'), 'start', 'p50')


def start_fzf(world, data, figures):
    if world.has('fzf'):
        figures['fzf.start.warm'] = fzf_start(world, data, START_RUNS)


def start_fzf_cold(world, data, figures):
    if not world.has('fzf'):
        return
    times = []
    for _ in range(START_RUNS):
        make_cold(world, [data.titles])
        times.append(fzf_start(world, data, 1))
    figures['fzf.start.cold'] = None if None in times else median(times)


def type_fzf(world, data, figures):
    if not world.has('fzf'):
        return
    count = os.environ.get('PEER_KEYS') or ('300' if data.size <= 200000 else '200')
    say(f'  typing {count} keys into fzf')
    make_warm([data.titles])
    script = world.path('words.txt')
    with open(script, 'w', encoding='utf8') as file:
        file.write(must(Run([world.tool('sessions'), count, 'words']), 'sessions').out)
    report = type_keys(world, shell(['fzf'], data.titles), script, quiet=fzf_quiet(data),
                       start=max(fzf_quiet(data), 300), name='fzf')
    for share in ('p50', 'p95', 'p99', 'mean'):
        figures[f'fzf.keys.{share}'] = percentile(report, 'last', share)


# -- less and newsboat

def small_file(world, data):
    path = world.path('small.txt')
    with open(data.titles, encoding='utf8') as titles, open(path, 'w', encoding='utf8') as small:
        for _, line in zip(range(SMALL_LINES), titles):
            small.write(line)
    return path


def start_less(world, data, figures):
    if world.has('less'):
        report = type_keys(world, ['less', small_file(world, data)], runs=START_RUNS, name='less')
        figures['less.start'] = percentile(report, 'start', 'p50')


def move_less(world, data, figures):
    if world.has('less'):
        pressed = [key for key in MOVES if key in ('j', 'PageDown')]
        report_moves(type_keys(world, ['less', small_file(world, data)], pressed, by_key=1,
                               name='less'), 'less', figures)


def newsboat_folder(world, data):
    """A home for newsboat with the feed in its cache; None where it cannot be filled."""
    folder = world.path(f'newsboat-{data.size}')
    os.mkdir(folder)
    with open(os.path.join(folder, 'urls'), 'w', encoding='utf8') as urls:
        urls.write(f'file://{data.feed}\n')
    with open(os.path.join(folder, 'config'), 'w', encoding='utf8'):
        pass
    run = Run(newsboat(folder) + ['-x', 'reload'])
    with sqlite3.connect(os.path.join(folder, 'cache.db')) as cache:
        count = cache.execute('SELECT count(*) FROM rss_item').fetchone()[0]
    cache.close()
    if run.status != 0 or count != data.feed_count:
        world.note(f'newsboat took {count:,} of {data.feed_count:,} postings: skipped')
        return None
    return folder


def newsboat(folder):
    return ['newsboat', '-u', os.path.join(folder, 'urls'), '-c',
            os.path.join(folder, 'cache.db'), '-C', os.path.join(folder, 'config')]


def move_newsboat(world, data, figures):
    if not world.has('newsboat'):
        return
    say(f'  moving in newsboat with {data.feed_count:,} postings')
    make_warm([data.feed])
    folder = newsboat_folder(world, data)
    if folder is None:
        return
    figures['newsboat.items'] = data.feed_count
    pressed = ['Enter'] + ['q' if key == 'Escape' else key for key in MOVES]
    report = type_keys(world, newsboat(folder) + ['-q'], pressed[:1], quiet=300, by_key=1)
    figures['newsboat.feed'] = percentile(report, 'last', 'p50')
    report_moves(type_keys(world, newsboat(folder) + ['-q'], pressed, keep=1, quiet=60, by_key=1,
                           start=500, name='newsboat'), 'newsboat', figures)
    remove(folder)
