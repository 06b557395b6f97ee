"""Four programs on one database, all ended with SIGKILL at some moment, again and again.

    crash.py PROGRAM FOLDER SECONDS

Two load files of their own, which they keep rewriting; one browses and one tags postings, both on a
pseudo-terminal. After each round the database must be sound; what was acknowledged (a load that ended with 0, a
tag that the screen said was given) must be there; every file must be there wholly, in one of its states, or not
at all; and words must be found in as many postings as have them. Prints what was done, and each fault.
"""

import json
import os
import pty
import random
import re
import select
import signal
import sqlite3
import subprocess
import sys
import threading
import time

PROGRAM, FOLDER, SECONDS = sys.argv[1], sys.argv[2], float(sys.argv[3])
DATABASE = os.path.join(FOLDER, "crash.db")
POSTINGS = 20           # a file
FILES = 12              # a load, mostly
MARK = re.compile(rb"file(\d+x\d+)gen(\d+)")
ANSWER_SECONDS = 20
LENGTHS = [0.5, 1.5, 2.5, 4, 8]  # seconds of a round
random.seed(5)
WORDS = ["".join(random.choice("bcdfglmnprst") + random.choice("aeiou") for _ in range(random.randint(2, 4)))
         for _ in range(3000)]
COMMON = WORDS[:5]

faults = []
counts = {"rounds": 0, "loads": 0, "tags": 0, "queries": 0, "journals": 0, "refused": 0}
waits = {"tag": []}


def fault(text):
    faults.append(text)
    print("fault:", text, flush=True)


def write_file(path, name, generation, draw):
    """Postings of which each has the name of its file and the number of its state."""
    with open(path + ".new", "w") as file:
        for i in range(POSTINGS):
            body = " ".join(draw.choice(COMMON) if draw.random() < 0.1 else draw.choice(WORDS) for _ in range(120))
            json.dump({"id": f"{name}-{i}", "title": f"Baker {draw.choice(WORDS)} {i} of {name}",
                       "company": f"{draw.choice(WORDS)} {name} {i}", "location": "Toronto, ON, Canada",
                       "description": f"What you will do: bake. {body}. file{name}gen{generation}"}, file)
            file.write("\n")
    os.replace(path + ".new", path)


class Worker(threading.Thread):
    """Runs programs one after the other until it is stopped; the one at hand is then killed."""

    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()
        self.is_stopped = False
        self.pid = 0

    def begin(self, start):
        with self.lock:
            if not self.is_stopped:
                self.pid = start()
            return not self.is_stopped

    def kill(self):
        with self.lock:
            self.is_stopped = True
            if self.pid:
                os.kill(self.pid, signal.SIGKILL)

    def end(self):
        """What became of the program; only here is it waited for, so that its number stays its own."""
        os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        with self.lock:
            _, status = os.waitpid(self.pid, 0)
            self.pid = 0
        return os.waitstatus_to_exitcode(status)


class Loader(Worker):
    def __init__(self, number, state):
        super().__init__()
        self.folder = os.path.join(FOLDER, f"load{number}")
        self.errors = os.path.join(self.folder, "errors")
        self.number, self.state = number, state
        os.makedirs(self.folder, exist_ok=True)

    def next_files(self):
        """Mostly new files, sometimes ones that say something else now."""
        state, draw, paths = self.state, random.Random(self.state["seed"]), []
        state["seed"] += 1
        for _ in range(draw.choice([1, FILES, FILES, 3 * FILES])):
            is_old = state["files"] and draw.random() < 0.2
            name = draw.choice(state["files"]) if is_old else f"{self.number}x{len(state['files'])}"
            if not is_old:
                state["files"].append(name)
            state["written"][name] = state["written"].get(name, -1) + 1
            path = os.path.join(self.folder, name + ".jsonl")
            write_file(path, name, state["written"][name], draw)
            paths.append((path, name))
        return paths

    def spawn(self, command):
        """Not by `subprocess`, which waits for children on its own and so lets go of their numbers."""
        actions = [(os.POSIX_SPAWN_OPEN, fd, path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
                   for fd, path in enumerate(["/dev/null", os.path.join(self.folder, "said"), self.errors])]
        return os.posix_spawn(command[0], command, os.environ, file_actions=actions)

    def run(self):
        while not self.is_stopped:
            paths = self.next_files()
            command = [PROGRAM, "load", "--db", DATABASE, "--format", "json"] + sorted({p for p, _ in paths})
            if not self.begin(lambda: self.spawn(command)):
                return
            code = self.end()
            if code == 0:
                counts["loads"] += 1
                for _, name in paths:
                    self.state["stored"][name] = self.state["written"][name]
            elif code == 75:
                counts["refused"] += 1
            elif code != -signal.SIGKILL:
                fault(f"load ended with {code}: {open(self.errors).read()[:300]}")


class Screen(Worker):
    """A program on a pseudo-terminal."""

    def open(self):
        def start():
            pid, self.fd = pty.fork()
            if pid == 0:
                os.environ.update(TERM="xterm-256color", LINES="24", COLUMNS="80")
                os.execv(PROGRAM, [PROGRAM, "--db", DATABASE])
            return pid
        return self.begin(start)

    def close(self):
        code = self.end()
        os.close(self.fd)
        if code != -signal.SIGKILL:
            fault(f"the browser ended with {code}: {self.seen[-300:]!r}")

    def read(self, seconds):
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.fd, 65536)
        except OSError:
            self.is_stopped = True
            return b""

    def ask(self, keys, pattern):
        """In how many seconds PATTERN came to be written; None where it did not."""
        began = time.monotonic()
        self.seen = b""
        try:
            os.write(self.fd, keys)
            while not self.is_stopped and time.monotonic() - began < ANSWER_SECONDS:
                self.seen += self.read(0.05)
                if re.search(pattern, self.seen):
                    return time.monotonic() - began
        except OSError:
            pass
        return None

    def run(self):
        if not self.open():
            return
        self.seen = b""
        self.ask(b"", rb"Baker")
        while not self.is_stopped:
            self.step()
        self.close()


class Browser(Screen):
    def step(self):
        word = random.choice(WORDS)
        if self.ask(b"/" + word[:3].encode() + b"\r\x0c", rb"shown") is not None:
            counts["queries"] += 1
        self.ask(random.choice([b"\\\x0c", b"G\x0c", b"\\jjj\x0c"]), rb"shown")


class Tagger(Screen):
    def __init__(self, state):
        super().__init__()
        self.state = state

    def step(self):
        self.state["next"] += 1
        tag = f"tag{self.state['next']}z"
        self.ask(b"j\x0c", rb"shown")
        wait = self.ask(b"t" + tag.encode() + b"\r", rb"ged " + tag.encode() + rb"|is writing")
        if wait is not None and b"ged " + tag.encode() in self.seen:
            counts["tags"] += 1
            waits["tag"].append(wait)
            self.state["given"].add(tag)
        elif wait is not None:
            counts["refused"] += 1


def list_count(query):
    command = [PROGRAM, "list", "--all", "--db", DATABASE, "--format", "tsv", query]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
    if done.returncode not in (0, 1):
        fault(f"list {query}: {done.returncode}: {done.stderr[:300]!r}")
    return max(done.stdout.count(b"\n") - 1, 0)


def check_sound():
    done = subprocess.run([PROGRAM, "check", "--db", DATABASE], stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=600, check=False)
    if done.returncode != 0:
        fault(f"check: {done.returncode}: {done.stderr[:500]!r}")


def check_files(base, loaders):
    """Every file in one state, wholly; what was acknowledged in that state or a newer one."""
    found = {}
    rows = base.execute("SELECT s.path, s.postings, d.body FROM source s JOIN origin o ON o.source = s.id"
                        " JOIN document d ON d.id = o.posting")
    for path, postings, body in rows:
        mark = MARK.search(body)
        found.setdefault(path, []).append((postings, mark.group(1).decode(), int(mark.group(2))))
    stored = {}
    for path, rows in found.items():
        name = os.path.basename(path)[:-len(".jsonl")]
        if len(rows) != POSTINGS or rows[0][0] != POSTINGS or len(set(rows)) != 1 or rows[0][1] != name:
            fault(f"{name} is there in part: {len(rows)} postings, {sorted(set(rows))[:3]}")
        stored[name] = rows[0][2]
    for state in loaders:
        for name, generation in state["stored"].items():
            if stored.get(name, -1) < generation:
                fault(f"{name}: state {generation} was acknowledged, {stored.get(name)} is there")
    return stored


def check_tags(base, given):
    there = {row[0][len("tag/"):] for row in base.execute("SELECT name FROM mark WHERE name GLOB 'tag/*'")}
    for tag in given - there:
        fault(f"{tag} was acknowledged, and is not there")


def check_words(base, stored, draw):
    """The program's answers beside the texts."""
    bodies = [row[0] for row in base.execute("SELECT body FROM document")]
    for word in [COMMON[0], draw.choice(WORDS)]:
        pattern = re.compile(rb"\b" + word.encode() + rb"\b")
        titles = base.execute("SELECT count(*) FROM document WHERE title || ' ' || company LIKE ?",
                              (f"%{word}%",)).fetchone()[0]
        want = sum(1 for body in bodies if pattern.search(body))
        have = list_count(f'"{word}"')
        if not want <= have <= want + titles:
            fault(f"{word}: {have} postings are found, {want} to {want + titles} have it")
    for name in draw.sample(sorted(stored), min(3, len(stored))):
        have = list_count(f"file{name}gen{stored[name]}")
        if have != POSTINGS:
            fault(f"file{name}gen{stored[name]}: {have} of {POSTINGS} postings are found")


def verify(loaders, tags, draw):
    if os.path.exists(DATABASE + "-journal"):
        counts["journals"] += 1
    check_sound()
    base = sqlite3.connect(DATABASE)
    if base.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        fault("SQLite finds damage")
    stored = check_files(base, loaders)
    check_tags(base, tags["given"])
    check_words(base, stored, draw)
    newest = sorted(tags["given"], key=lambda tag: int(tag[3:-1]))[-2:]
    for tag in newest:
        if list_count(f"tag:{tag}") != 1:
            fault(f"{tag} is not found")
    base.close()


def round_of_four(loaders, tags, seconds):
    workers = [Loader(i, state) for i, state in enumerate(loaders)] + [Browser(), Tagger(tags)]
    for worker in workers:
        worker.start()
    time.sleep(seconds)
    for worker in random.sample(workers, len(workers)):
        worker.kill()
        time.sleep(random.choice([0, 0, 0.01]))
    for worker in workers:
        worker.join()


def tell(stored):
    base = sqlite3.connect(DATABASE)
    postings = base.execute("SELECT count(*) FROM posting").fetchone()[0]
    segments = base.execute("SELECT count(*), sum(is_whole) FROM segment").fetchone()
    base.close()
    print(f"{counts['rounds']} rounds, {counts['journals']} left a journal: {counts['loads']} loads,"
          f" {counts['tags']} tags and {counts['queries']} queries were acknowledged, {counts['refused']} refused;"
          f" {stored} files, {postings} postings, {segments[1] or 0} segments and {segments[0] - (segments[1] or 0)}"
          " left ones")
    for name, seconds in waits.items():
        if seconds:
            seconds.sort()
            print(f"a {name} took {1e3 * seconds[len(seconds) // 2]:.0f} ms, one in a hundred"
                  f" {1e3 * seconds[len(seconds) * 99 // 100]:.0f}, the longest {1e3 * seconds[-1]:.0f}")


def main():
    loaders = [{"seed": 100 * i, "files": [], "written": {}, "stored": {}} for i in (1, 2)]
    tags = {"next": 0, "given": set()}
    end = time.monotonic() + SECONDS
    draw = random.Random(1)
    first = os.path.join(FOLDER, "first.jsonl")
    write_file(first, "9x0", 0, draw)
    os.rename(first, os.path.join(FOLDER, "9x0.jsonl"))
    subprocess.run([PROGRAM, "load", "--db", DATABASE, os.path.join(FOLDER, "9x0.jsonl")], check=True,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while not faults and (counts["rounds"] == 0 or time.monotonic() < end):
        round_of_four(loaders, tags, draw.choice(LENGTHS if SECONDS > 60 else LENGTHS[:2]) + draw.random())
        counts["rounds"] += 1
        verify(loaders, tags, draw)
    tell(sum(len(state["files"]) for state in loaders))
    return 1 if faults else 0


sys.exit(main())
