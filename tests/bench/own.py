"""The steps that measure shortlist itself. Each takes the world and a size, and fills figures."""
import os

from measure import (SCREENS, Run, make_cold, make_warm, median, megabytes, must, percentile,
                     remove, say, type_keys)

SMALL_LOADS = 5
SMALL_COUNT = 100
START_RUNS = 5
TEXT_MAX = 1500000
MOVES = (['j'] * 120 + ['PageDown'] * 60 + ['k'] * 20 + ['PageUp'] * 20 +
         ['Enter', 'Escape', 'j'] * 40)


class Data:
    """The postings of one size: where they are, and how many bytes they have."""

    def __init__(self, world, size):
        self.size = size
        self.folder = world.path(f'data-{size}')
        self.json = os.path.join(self.folder, 'json')
        self.text = os.path.join(self.folder, 'text.tsv')
        self.titles = os.path.join(self.folder, 'titles.txt')
        self.feed = os.path.join(self.folder, 'feed.xml')
        self.database = world.path(f'{size}.db')
        self.feed_count = min(size, world.feed_max)
        self.has_text = size <= TEXT_MAX
        self.repeats = 5 if size <= 20000 else 3 if size <= 200000 else 1


def generate(world, count, folder, first=0, feed=0, text=None):
    argv = [world.tool('generate'), str(count), folder, str(first), str(feed)]
    return must(Run(argv + ([str(text)] if text is not None else [])), 'generate')


def make_data(world, data, figures):
    say(f'  making {data.size:,} postings')
    run = generate(world, data.size, data.folder, feed=data.feed_count,
                   text=data.size if data.has_text else 10000)
    figures['data.seconds'] = run.seconds
    words = distinct = size = 0
    with open(data.text, encoding='utf8') as file:
        rows = [row for _, row in zip(range(2000), file)]
    for row in rows:
        found = row.lower().split()
        words += len(found)
        distinct += len(set(found))
        size += len(row.encode())
    figures['data.words'] = words / len(rows)
    figures['data.distinct'] = distinct / len(rows)
    figures['data.bytes'] = size / len(rows)
    # The bytes of the text, on which all rates are based.
    data.megabytes = megabytes(data.text) if data.has_text else size / len(rows) * data.size / 1e6
    figures['data.megabytes'] = data.megabytes


def load(world, data):
    """Loads all of it into a new database."""
    remove(data.database)
    return must(Run([world.shortlist, 'load', '--db', data.database, data.json]),
                'shortlist load')


def report_load(data, runs, figures):
    figures['load.seconds'] = median([run.seconds for run in runs])
    figures['load.rate'] = data.megabytes / figures['load.seconds']
    figures['load.cpu'] = median([run.cpu_seconds for run in runs])
    figures['load.peak'] = max(run.peak_mib for run in runs)
    figures['load.database'] = megabytes(data.database)


def load_small(world, data, figures):
    """100 more, several times; each is loaded into what the one before left."""
    say(f'  loading {SMALL_COUNT} more')
    seconds = []
    make_warm([data.database])
    for i in range(SMALL_LOADS):
        folder = world.path(f'more-{data.size}-{i}')
        generate(world, SMALL_COUNT, folder, first=data.size + i * SMALL_COUNT)
        run = must(Run([world.shortlist, 'load', '--db', data.database,
                        os.path.join(folder, 'json')]), 'shortlist load')
        seconds.append(run.seconds)
        remove(folder)
    figures['small.seconds'] = median(seconds)
    figures['small.worst'] = max(seconds)


def browse(world, data):
    return [world.shortlist, '--db', data.database]


def start(world, data, figures):
    say('  starting it')
    make_warm([data.database])
    report = type_keys(world, browse(world, data), runs=START_RUNS, name='shortlist')
    figures['start.warm'] = percentile(report, 'start', 'p50')


def start_cold(world, data, figures):
    say('  starting it cold')
    times = []
    for _ in range(START_RUNS):
        make_cold(world, [data.database])
        times.append(percentile(type_keys(world, browse(world, data)), 'start', 'p50'))
    figures['start.cold'] = None if None in times else median(times)


def note_oddities(world, data, screen, report):
    """A key that changes nothing has no frame; that is so of few."""
    if report and report['silent'] * 50 > world.keys:
        world.note(f'{data.size:,} postings at {screen}: {report["silent"]} keys without a frame')
    if report and report['unsettled'] > 0:
        world.note(f'{data.size:,} postings at {screen}: {report["unsettled"]} frames did not end')


def keys(world, data, figures):
    script = world.path('sessions.txt')
    with open(script, 'w', encoding='utf8') as file:
        file.write(must(Run([world.tool('sessions'), str(world.keys)]), 'sessions').out)
    make_warm([data.database])
    for screen in SCREENS:
        say(f'  typing {world.keys:,} keys at {screen}')
        report = type_keys(world, browse(world, data), script, size=screen, name='shortlist')
        for share in ('p50', 'p95', 'p99', 'max', 'mean'):
            figures[f'keys.{screen}.{share}'] = percentile(report, 'last', share)
        figures[f'keys.{screen}.cpu'] = percentile(report, 'cpu', 'p50')
        figures[f'keys.{screen}.count'] = percentile(report, 'last', 'count')
        figures[f'keys.{screen}.own'] = report['own_kib'] / 1024 if report else None
        figures[f'keys.{screen}.file'] = report['file_kib'] / 1024 if report else None
        note_oddities(world, data, screen, report)


def report_moves(report, name, figures):
    pressed = report['keys'] if report else {}
    for key, what in (('j', 'j'), ('PageDown', 'page'), ('Enter', 'open')):
        for share in ('p50', 'p99'):
            figures[f'{name}.{what}.{share}'] = pressed[key][share] if key in pressed else None


def moves(world, data, figures):
    say('  moving in the list')
    make_warm([data.database])
    report_moves(type_keys(world, browse(world, data), MOVES, by_key=1, name='shortlist'),
                 'moves', figures)
