#!/bin/sh
# The three seeds: inspect gives exactly the facts that the project was asked for.
. "$(dirname "$0")/lib.sh"

seeds=$shared/seeds
if [ ! -d "$seeds" ]; then
	skip seeds "$seeds is not there"
	exit 0
fi
if ! has python3; then
	skip seeds 'no python3 to read JSON with'
	exit 0
fi

# facts FILE: Python's assertions on standard input, with the posting as p, technologies by need as
# required and preferred.
facts() {
	run inspect --format jsonl "$1"
	status 0
	[ "$(wc -l <"$scratch/out")" -eq 1 ] || fault 'not one posting'
	{
		cat <<'PY'
import json, sys
p = json.load(open(sys.argv[1], encoding='utf-8'))
stack = lambda need: {t['name'] for t in p['stack'] if t['need'] == need}
required, preferred = stack('required'), stack('preferred')
cities = [(l['city'], l['country']) for l in p['locations']]
def same(what, got, wanted):
    if got != wanted:
        extra = f' (lacks {sorted(wanted - got)}, has {sorted(got - wanted)})' \
            if isinstance(got, set) else ''
        print(f'{what} is {got}, not {wanted}{extra}')
for field, found in p['evidence'].items():
    body = p['body'].encode()
    for e in found:
        if body[e['start']:e['end']].decode(errors='replace') != e['text']:
            print('evidence of', field, 'is not where it says')
PY
		cat
	} >"$scratch/facts.py"
	python3 "$scratch/facts.py" "$scratch/out" >"$scratch/wrong" 2>&1
	[ ! -s "$scratch/wrong" ] || fault "$(cat "$scratch/wrong")"
}

begin seed-000
facts "$seeds/000_53297460083431de.txt" <<'PY'
same('title_inferred', p['title_inferred'], True)
same('company', p['company'], 'Top Hat')
same('workplace', p['workplace'], 'remote')
same('places', cities, [('Toronto', 'CA')])
same('years', p['experience'], {'min': 2, 'max': None})
same('required', required, {'Python', 'FastAPI', 'Django', 'SQL', 'PostgreSQL', 'MySQL'})
same('preferred', preferred, {'TypeScript', 'JavaScript', 'React', 'AWS', 'Google Cloud',
                              'OpenTelemetry', 'Datadog', 'Terraform', 'Ansible'})
PY
end

begin seed-001
facts "$seeds/001_3d39a5101cca4ff5.txt" <<'PY'
same('places', cities, [('San Francisco', 'US'), ('Toronto', 'CA')])
same('employment', p['employment'], ['full-time'])
same('seniority', p['seniority'], 'senior')
same('years', p['experience'], {'min': 5, 'max': None})
same('company', p['company'], None)
same('salary', p['salary'], None)
same('required', required, {
    'Rust', 'gRPC', 'GraphQL', 'PostgreSQL', 'MySQL', 'Redis', 'AWS', 'Azure', 'Google Cloud',
    'Kubernetes', 'OAuth', 'OpenID Connect', 'JWT'})
same('preferred', preferred, {
    'Tokio', 'Axum', 'Actix', 'SQLx', 'Diesel', 'OpenTelemetry', 'Prometheus', 'Grafana', 'Sentry',
    'Datadog', 'Terraform', 'Pulumi'})
PY
end

begin seed-002
facts "$seeds/002_93646d10bf5efa76.txt" <<'PY'
same('seniority', p['seniority'], 'senior')
same('workplace', p['workplace'], 'remote')
same('years', p['experience'], {'min': 6, 'max': None})
same('salary', p['salary'], None)
same('posted', p['posted'], '2026-11-22')
same('stack', {t['name'] for t in p['stack']}, {
    'PHP', 'Laravel', 'Symfony', 'MySQL', 'MariaDB', 'PostgreSQL', 'Firestore', 'Terraform',
    'Ansible', 'TypeScript', 'Electron', 'Claude Code'})
PY
end

# What must show in the browser, asked by the command line: the screen gives the same answers.
begin seeds-asked
run_db load "$seeds"
status 0
out '3 new'
for pair in 'rust 1' 'loc:toronto 2' '-stack:php 2'; do
	run_db list "${pair% *}"
	rows "${pair##* }"
done
end

exit $total_failed
