#!/bin/sh
# JSON that is broken or made to hurt: each fault has its message and its exit status, and costs no
# more than itself.
. "$(dirname "$0")/lib.sh"

broken=$fixtures/broken-json

# Loads one file into a new database.
load() {
	number=$((${number:-0} + 1))
	run --db "$scratch/$number.db" load "$1"
}

begin depth
load "$broken/depth.json"
status 1
err 'depth.json:1:197: this nests deeper than 64 levels'
end

begin cut-off
load "$broken/cut-off.json"
status 1
err 'cut-off.json:3:12: the text that begins here has no closing quote'
out '0 new'
end

begin key-twice
load "$broken/duplicate-key.json"
status 1
err 'duplicate-key.json:2: the key "title" stands twice, on line 2 and on line 3'
out '1 new'
end

begin list-twice
load "$broken/list-twice.json"
status 1
err 'list-twice.json:1: the key "jobs" stands twice, on line 1 and on line 2'
out '0 new'
end

begin many-keys
load "$broken/many-keys.json"
status 1
err 'many-keys.json:1: an object has 262 keys, more than 256'
out '1 new'
end

begin one-line
load "$broken/one-line-broken.jsonl"
status 1
err 'one-line-broken.jsonl:2: the JSON ends here'
out '2 new'
end

begin an-error-of-the-board
load "$broken/no-postings.json"
status 1
err 'broken-json/no-postings.json: the board answered "Document not found"'
end

begin numbers
load "$broken/numbers.json"
status 0
out '3 new'
run inspect --format jsonl "$broken/numbers.json"
out '"salary": null'
out '"posted": null'
end

begin nul
load "$broken/nul.json"
status 0
out '1 new'
run inspect --format jsonl "$broken/nul.json"
out '"url": null'
end

exit $total_failed
