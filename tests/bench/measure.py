"""Measuring: runs of programs, keys on a pseudo-terminal, the page cache, medians."""
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

SCREENS = ('80x24', '200x50')
ALL_STEPS = ('load', 'peers-text', 'start', 'cold', 'keys', 'moves')


def say(text):
    print(text, file=sys.stderr, flush=True)


def number_of(name, default):
    return int(os.environ.get(name) or default)


def median(values):
    return statistics.median(values) if values else None


class Run:
    """A program that ran to its end: seconds, the largest resident set in MiB, its output."""

    def __init__(self, argv, text=None):
        start = time.monotonic()
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(argv, stdin=subprocess.PIPE if text is not None
                                       else subprocess.DEVNULL, stdout=subprocess.PIPE,
                                       stderr=errors)
            if text is not None:
                process.stdin.write(text.encode())
                process.stdin.close()
            self.out = process.stdout.read().decode(errors='replace')
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            process.stdout.close()
            errors.seek(0)
            self.err = errors.read().decode(errors='replace')
        self.seconds = time.monotonic() - start
        self.status = process.returncode
        self.cpu_seconds = usage.ru_utime + usage.ru_stime
        self.peak_mib = usage.ru_maxrss / 1024


class World:
    """Where things are, and what was seen on the way."""

    def __init__(self):
        self.source = os.path.abspath(os.environ['srcdir'])
        self.build = os.path.abspath(os.environ['builddir'])
        self.shortlist = os.environ.get('SHORTLIST') or os.path.join(self.build, 'shortlist')
        self.keys = number_of('KEYS', 2500)
        self.feed_max = number_of('FEED_MAX', 20000)
        self.keeps = os.environ.get('KEEP') == '1'
        self.steps = (os.environ.get('ONLY') or ' '.join(ALL_STEPS)).split()
        self.notes = []
        self.folder = tempfile.mkdtemp(prefix='shortlist-bench-')
        self.pin_environment()

    def pin_environment(self):
        home = self.path('home')
        os.mkdir(home)
        for name in ('XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME',
                     'NO_COLOR', 'LESS', 'FZF_DEFAULT_OPTS', 'FZF_DEFAULT_COMMAND',
                     'RIPGREP_CONFIG_PATH', 'LINES', 'COLUMNS', 'TMUX'):
            os.environ.pop(name, None)
        os.environ.update(HOME=home, LC_ALL='C.UTF-8', TZ='UTC', TERM='xterm-256color',
                          SHORTLIST_NOW='2026-11-22T12:00:00Z')

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def tool(self, name):
        return os.path.join(self.build, 'tests', 'bench', name)

    def note(self, text):
        if text not in self.notes:
            say('  ' + text)
            self.notes.append(text)

    def has(self, program):
        if shutil.which(program):
            return True
        self.note(f'{program} is not installed: skipped')
        return False

    def clean(self):
        if self.keeps:
            say(f'bench: the data stays in {self.folder}')
        else:
            shutil.rmtree(self.folder, ignore_errors=True)


def must(run, what):
    if run.status != 0:
        raise SystemExit(f'bench: {what} failed with status {run.status}: {run.err.strip()}')
    return run


def remove(path):
    """A file or folder, and what SQLite puts beside one."""
    shutil.rmtree(path, ignore_errors=True)
    for suffix in ('', '-journal', '-wal', '-shm'):
        if os.path.isfile(path + suffix):
            os.remove(path + suffix)


def megabytes(path):
    return os.path.getsize(path) / 1e6


def make_cold(world, paths):
    """Puts the page cache away: all of it where that is allowed, otherwise that of PATHS."""
    os.sync()
    try:
        with open('/proc/sys/vm/drop_caches', 'w', encoding='ascii') as file:
            file.write('3\n')
        return
    except OSError:
        world.note('cold: only the files of the benchmark were put out of the page cache')
    for path in paths:
        fd = os.open(path, os.O_RDONLY)
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(fd)


def make_warm(paths):
    """Reads files through: what was done before may have put them out of the page cache."""
    for path in paths:
        with open(path, 'rb', buffering=0) as file:
            while file.read(1 << 20):
                pass


def type_keys(world, command, keys=None, **options):
    """What keys_bench says of COMMAND: KEYS is a list of keys, or the path of a script."""
    argv = [world.tool('keys_bench'), '--json', '1', '--first', '5000', '--most', '60000']
    if isinstance(keys, list):
        script = world.path('keys.txt')
        with open(script, 'w', encoding='utf8') as file:
            file.write('\n'.join(keys) + '\n')
        keys = script
    if keys:
        argv += ['--keys', keys]
    for name, value in options.items():
        argv += ['--' + name.replace('_', '-'), str(value)]
    run = Run(argv + command)
    if run.status != 0:
        world.note(f'{command[0]} could not be measured: {run.err.strip()[:200]}')
        return None
    return json.loads(run.out)


def percentile(report, row, share):
    """A number of a report of type_keys(); None where it has none."""
    return report[row][share] if report and row in report else None


def machine():
    with open('/proc/cpuinfo', encoding='utf8') as file:
        names = re.findall(r'^model name\s*:\s*(.*)$', file.read(), re.M)
    with open('/proc/meminfo', encoding='utf8') as file:
        kib = int(re.search(r'^MemTotal:\s*(\d+)', file.read(), re.M).group(1))
    return {'processor': names[0] if names else os.uname().machine, 'cores': os.cpu_count(),
            'memory_gib': round(kib / 2**20, 1), 'kernel': ' '.join(os.uname()[i]
                                                                    for i in (0, 2, 4)),
            'load': os.getloadavg()}


def first_line(argv):
    try:
        run = Run(argv)
    except OSError:
        return None
    lines = run.out.strip().splitlines()
    return lines[0].strip() if run.status == 0 and lines else None


def versions(world):
    asked = {'shortlist': [world.shortlist, '--version'], 'sqlite3': ['sqlite3', '--version'],
             'fzf': ['fzf', '--version'], 'rg': ['rg', '--version'],
             'less': ['less', '--version'], 'newsboat': ['newsboat', '--version'],
             'commit': ['git', '-C', world.source, 'describe', '--always', '--dirty'],
             'python3': ['python3', '--version']}
    return {name: first_line(argv) for name, argv in asked.items()}


def stop_cleanly():
    """A bench that is stopped removes its data as well."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
