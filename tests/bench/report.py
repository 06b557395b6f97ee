"""What was measured: as a table for people, with ratios, goals and growth."""
import math

from peers import QUERIES

# Rows of the table: the figure's name, what it is called, its unit, decimals.
ROWS = (
    [('', 'The postings', '', 0),
     ('data.megabytes', 'text', 'MB', 0),
     ('data.bytes', 'a posting', 'bytes', 0),
     ('data.words', 'words a posting', '', 0),
     ('data.distinct', 'different ones', '', 0),
     ('', 'Loading', '', 0),
     ('load.seconds', 'shortlist', 's', 2),
     ('load.cpu', '  processor time', 's', 2),
     ('load.rate', '  rate', 'MB/s', 1),
     ('load.peak', '  memory at most', 'MiB', 0),
     ('load.database', '  database', 'MB', 0),
     ('sqlite.seconds', 'sqlite3 .import, FTS5', 's', 2),
     ('sqlite.rate', '  rate', 'MB/s', 1),
     ('sqlite.peak', '  memory at most', 'MiB', 0),
     ('sqlite.database', '  database', 'MB', 0),
     ('small.seconds', '100 more postings', 's', 3),
     ('small.worst', '  the slowest', 's', 3),
     ('', 'Start to first full frame', '', 0),
     ('start.warm', 'shortlist, warm', 'ms', 1),
     ('start.cold', 'shortlist, cold', 'ms', 1),
     ('less.start', 'less, small file, warm', 'ms', 1),
     ('fzf.start.warm', 'fzf, titles, warm', 'ms', 1),
     ('fzf.start.cold', 'fzf, titles, cold', 'ms', 1),
     ('', 'A typed key to the last byte of its frame', '', 0)] +
    [(f'keys.{screen}.{share}', f'shortlist {screen}, {share}', 'ms', 2)
     for screen in ('80x24', '200x50') for share in ('p50', 'p95', 'p99', 'max', 'mean', 'cpu')] +
    [('keys.80x24.count', '  keys', '', 0),
     ('keys.200x50.count', '  keys at 200x50', '', 0)] +
    [(f'fzf.keys.{share}', f'fzf, titles, {share}', 'ms', 1)
     for share in ('p50', 'p95', 'p99', 'mean')] +
    [('', 'Memory after that', '', 0),
     ('keys.80x24.own', 'its own, 80x24', 'MiB', 1),
     ('keys.200x50.own', 'its own, 200x50', 'MiB', 1),
     ('keys.200x50.file', 'of files, 200x50', 'MiB', 1),
     ('', 'Moving', '', 0)] +
    [(f'{program}.{what}.{share}', f'{called}, {label}, {share}', 'ms', 2)
     for program, called in (('moves', 'shortlist'), ('less', 'less'), ('newsboat', 'newsboat'))
     for what, label in (('j', 'j'), ('page', 'Page Down'), ('open', 'open a posting'))
     for share in ('p50', 'p99') if (program, what) != ('less', 'open')] +
    [('newsboat.items', '  postings in newsboat', '', 0),
     ('newsboat.feed', '  newsboat opens its feed', 'ms', 0),
     ('', 'Asked once, from start to end (sqlite3: counting alone)', '', 0)] +
    [(f'{name}.{query}', f'{called} "{query}"', 'ms', 1)
     for name, called in (('fzf.filter', 'fzf --filter, titles'), ('rg.titles', 'rg -c, titles'),
                          ('rg.text', 'rg -c, text'), ('sqlite.count', 'sqlite3 FTS5'))
     for query, _ in QUERIES])

# Ratios: a label, and which figure is divided by which. What fzf takes a key is its mean: most keys
# narrow what it has found, which is quick, and the first ones of a word are not.
RATIOS = (
    ('fzf mean / typed key p50, 80x24', 'fzf.keys.mean', 'keys.80x24.p50'),
    ('fzf mean / typed key p99, 80x24', 'fzf.keys.mean', 'keys.80x24.p99'),
    ('fzf mean / typed key p50, 200x50', 'fzf.keys.mean', 'keys.200x50.p50'),
    ('fzf mean / typed key p99, 200x50', 'fzf.keys.mean', 'keys.200x50.p99'),
    ('fzf p50 / typed key p50, 80x24', 'fzf.keys.p50', 'keys.80x24.p50'),
    ('fzf p99 / typed key p99, 80x24', 'fzf.keys.p99', 'keys.80x24.p99'),
    ('newsboat / shortlist, j p99', 'newsboat.j.p99', 'moves.j.p99'),
    ('newsboat / shortlist, Page Down p99', 'newsboat.page.p99', 'moves.page.p99'),
    ('newsboat / shortlist, open p99', 'newsboat.open.p99', 'moves.open.p99'),
    ('shortlist / less, start warm', 'start.warm', 'less.start'),
    ('fzf / shortlist, start cold', 'fzf.start.cold', 'start.cold'),
    ('shortlist / sqlite3, rate of loading', 'load.rate', 'sqlite.rate'),
)

# A goal: what it says, from which size on (or exactly at), and what is compared with what. A limit
# is computed from the figures; None where one of them is missing.
GOALS = (
    ('typed key p50, 80x24: fzf / 150', 10**6, 'keys.80x24.p50',
     lambda f: f['fzf.keys.mean'] / 150),
    ('typed key p99, 80x24: fzf / 50', 10**6, 'keys.80x24.p99', lambda f: f['fzf.keys.mean'] / 50),
    ('typed key p50, 200x50: fzf / 150', 10**6, 'keys.200x50.p50',
     lambda f: f['fzf.keys.mean'] / 150),
    ('typed key p99, 200x50: fzf / 50', 10**6, 'keys.200x50.p99',
     lambda f: f['fzf.keys.mean'] / 50),
    ("typed key p99, 80x24: 2 x less's j + 2 ms", 10**5, 'keys.80x24.p99',
     lambda f: 2 * f['less.j.p50'] + 2),
    ("typed key p99, 200x50: 2 x less's j + 2 ms", 10**5, 'keys.200x50.p99',
     lambda f: 2 * f['less.j.p50'] + 2),
    ('j p99: newsboat / 10', 0, 'moves.j.p99', lambda f: f['newsboat.j.p99'] / 10),
    ('Page Down p99: newsboat / 10', 0, 'moves.page.p99', lambda f: f['newsboat.page.p99'] / 10),
    ('opening p99: newsboat / 10', 0, 'moves.open.p99', lambda f: f['newsboat.open.p99'] / 10),
    ('start warm: 3 x less + 30 ms', 10**6, 'start.warm', lambda f: 3 * f['less.start'] + 30),
    ('start cold: fzf / 3', 10**6, 'start.cold', lambda f: f['fzf.start.cold'] / 3),
    ('loading, s: sqlite3 / 1.5', 10**6, 'load.seconds', lambda f: f['sqlite.seconds'] / 1.5),
    ('100 more postings, s', 10**6, 'small.seconds', lambda f: 0.3),
    ('memory while loading, MiB', 10**6, 'load.peak', lambda f: 512),
    ('memory while browsing, MiB', 10**6, 'keys.200x50.own', lambda f: 256),
)

# Figures whose growth is of interest.
GROWTH = ('load.seconds', 'load.peak', 'load.database', 'sqlite.seconds', 'small.seconds',
          'start.warm', 'start.cold', 'keys.80x24.p50', 'keys.80x24.p99', 'keys.200x50.p50',
          'keys.200x50.p99', 'keys.200x50.own', 'moves.j.p99', 'moves.page.p99', 'moves.open.p99',
          'fzf.keys.p50', 'fzf.keys.mean', 'fzf.start.warm')


def ratios(figures):
    made = {}
    for label, over, under in RATIOS:
        if figures.get(over) and figures.get(under):
            made[label] = figures[over] / figures[under]
    return made


def is_for(size, asked):
    """A goal for a million is asked of more, too; one for 100,000 of that alone."""
    return size >= asked if asked != 10**5 else size == asked


def goals(figures, size):
    made = []
    for label, asked, name, limit_of in GOALS:
        try:
            limit = limit_of(figures)
        except (KeyError, TypeError):
            continue
        got = figures.get(name)
        if got is not None and is_for(size, asked):
            made.append({'goal': label, 'got': got, 'limit': limit, 'is_met': got <= limit})
    return made


def growth(results):
    """The exponent with which each figure grows, between sizes next to each other."""
    sizes = sorted(results)
    made = {}
    for name in GROWTH:
        steps = []
        for one, two in zip(sizes, sizes[1:]):
            a, b = results[one].get(name), results[two].get(name)
            steps.append(math.log(b / a) / math.log(two / one) if a and b else None)
        if any(step is not None for step in steps):
            made[name] = steps
    return made


def make(about, results, notes):
    return {**about, 'sizes': {str(size): {'figures': figures, 'ratios': ratios(figures),
                                           'goals': goals(figures, size)}
                               for size, figures in results.items()},
            'growth': {'sizes': sorted(results), 'exponents': growth(results)}, 'notes': notes}


# -- as text

LABEL_COLS = 46
CELL_COLS = 13


def cell(value, decimals):
    return f'{"-" if value is None else format(value, f",.{decimals}f"):>{CELL_COLS}}'


def line(label, cells):
    return f'{label:<{LABEL_COLS}}{"".join(cells)}'.rstrip()


def heading_lines(made):
    machine = made['machine']
    lines = [f'{machine["processor"]}, {machine["cores"]} cores, {machine["memory_gib"]} GiB, '
             f'{machine["kernel"]}, load {machine["load"][0]:.1f} at the start']
    lines += [f'  {name}: {version or "not installed"}'
              for name, version in made['versions'].items()]
    return lines


def table_lines(made, sizes):
    lines = ['', line('', [f'{int(size):>{CELL_COLS},}' for size in sizes])]
    pending = []
    for name, label, unit, decimals in ROWS:
        values = [made['sizes'][size]['figures'].get(name) for size in sizes]
        if not name:
            pending = ['', label]
        elif any(value is not None for value in values):
            lines += pending
            pending = []
            called = f'  {label}, {unit}' if unit else f'  {label}'
            lines.append(line(called, [cell(value, decimals) for value in values]))
    return lines


def ratio_lines(made, sizes):
    lines = ['', 'Ratios']
    for label, _, _ in RATIOS:
        values = [made['sizes'][size]['ratios'].get(label) for size in sizes]
        if any(value is not None for value in values):
            lines.append(line('  ' + label, [cell(value, 2) for value in values]))
    return lines if len(lines) > 2 else []


def goal_lines(made, sizes):
    lines = []
    for size in sizes:
        found = made['sizes'][size]['goals']
        if found:
            lines += ['', line(f'Goals at {int(size):,} postings',
                               [f'{"got":>{CELL_COLS}}', f'{"at most":>{CELL_COLS}}'])]
        for goal in found:
            lines.append(line('  ' + goal['goal'], [cell(goal['got'], 2), cell(goal['limit'], 2),
                                                    '   met' if goal['is_met'] else '   NOT MET']))
    return lines


def growth_lines(made):
    exponents = made['growth']['exponents']
    sizes = made['growth']['sizes']
    if not exponents:
        return []
    labels = {name: f'{label}, {unit}' for name, label, unit, _ in ROWS}
    steps = [f'{two:>{CELL_COLS},}' for two in sizes[1:]]
    lines = ['', line(f'Exponent of growth, from {sizes[0]:,} to', steps)]
    for name, found in exponents.items():
        lines.append(line(f'  {labels[name].strip()}', [cell(step, 2) for step in found]))
    return lines


def as_text(made):
    sizes = sorted(made['sizes'], key=int)
    lines = heading_lines(made) + table_lines(made, sizes) + ratio_lines(made, sizes)
    lines += goal_lines(made, sizes) + growth_lines(made)
    if made['notes']:
        lines += ['', 'Notes'] + ['  ' + note for note in made['notes']]
    return '\n'.join(lines)
