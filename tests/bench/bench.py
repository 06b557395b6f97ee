"""Drives the benchmarks; tests/bench/run says what they are, and how to call them."""
import json
import os
import shutil
import sys
import time

import own
import peers
import report
from measure import ALL_STEPS, World, machine, say, stop_cleanly, versions

BYTES_A_POSTING = 23000


def sizes_of(argv):
    words = argv or (os.environ.get('SIZES') or '10000 100000').split()
    if not all(word.isdigit() and 1000 <= int(word) <= 10**8 for word in words):
        raise SystemExit('bench: sizes are numbers of postings from 1,000 on')
    return sorted({int(word) for word in words})


def check_steps(world):
    unknown = set(world.steps) - set(ALL_STEPS)
    if unknown:
        raise SystemExit(f'bench: no step {", ".join(sorted(unknown))}; there are '
                         f'{", ".join(ALL_STEPS)}')
    for tool in ('generate', 'sessions', 'keys_bench'):
        if not os.access(world.tool(tool), os.X_OK):
            raise SystemExit(f'bench: there is no {world.tool(tool)}; "make bench" builds it')


def has_room(world, size):
    need = size * (BYTES_A_POSTING if size <= own.TEXT_MAX else BYTES_A_POSTING // 2)
    free = shutil.disk_usage(world.folder).free
    if free < need * 1.1:
        world.note(f'{size:,} postings need {need / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free: '
                   'skipped')
    return free >= need * 1.1


def load_all(world, data, figures):
    """The loads of both programs, in turn, so that what else the machine does hits both."""
    is_asked = 'load' in world.steps
    repeats = data.repeats if is_asked else 1
    runs, imports = [], []
    for i in range(repeats):
        say(f'  loading, {i + 1} of {repeats}')
        runs.append(own.load(world, data))
        if is_asked and data.has_text:
            imported = peers.import_text(world, data)
            if imported:
                imports.append(imported)
    own.report_load(data, runs, figures)
    if imports:
        peers.report_import(world, data, imports, figures)
        peers.count_matches(world, figures)


# What follows the loads: the step, whether it needs the text, and what it does.
STEPS = (
    ('peers-text', True, peers.filter_texts),
    ('start', False, own.start),
    ('start', False, peers.start_less),
    ('start', False, peers.start_fzf),
    ('cold', False, own.start_cold),
    ('cold', False, peers.start_fzf_cold),
    ('keys', False, own.keys),
    ('keys', False, peers.type_fzf),
    ('moves', False, own.moves),
    ('moves', False, peers.move_less),
    ('moves', False, peers.move_newsboat),
    ('load', False, own.load_small),
)


def measure(world, size):
    """All figures of one size, by name. The small loads come last: keys are typed over SIZE."""
    figures = {}
    data = own.Data(world, size)
    own.make_data(world, data, figures)
    load_all(world, data, figures)
    for step, is_for_text, run in STEPS:
        if step in world.steps and (data.has_text or not is_for_text):
            run(world, data, figures)
    if not world.keeps:
        for path in (data.folder, data.database):
            own.remove(path)
    return figures


def main():
    stop_cleanly()
    sizes = sizes_of(sys.argv[1:])
    world = World()
    started = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())
    results = {}
    try:
        check_steps(world)
        about = {'started': started, 'machine': machine(), 'versions': versions(world)}
        for size in sizes:
            if has_room(world, size):
                say(f'bench: {size:,} postings')
                results[size] = measure(world, size)
    finally:
        world.clean()
    made = report.make(about, results, world.notes)
    print(report.as_text(made))
    path = os.environ.get('OUT') or os.path.join(world.build, 'bench.json')
    with open(path, 'w', encoding='utf8') as file:
        json.dump(made, file, indent=1)
        file.write('\n')
    say(f'bench: the same as JSON is in {path}')


if __name__ == '__main__':
    main()
