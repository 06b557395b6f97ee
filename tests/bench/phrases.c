/* Sentences, headings, titles and words of made-up job ads. */
#include "config.h"

#include "phrases.h"

#define ITEMS(list) { list##_items, sizeof list##_items / sizeof list##_items[0] }
#define OWN_LIST(name, ...) static const char *const name##_items[] = { __VA_ARGS__ }
#define LIST(name, ...) OWN_LIST(name, __VA_ARGS__); const struct phrases name = ITEMS(name)

const char phrases_words[] =
	"the and to of a in with for we our you is on as will your are be team or an at work "
	"that experience by from have this who new all it can about role their business more "
	"data support including development skills product across help people working ability "
	"within customers company customer design build using teams management strong other "
	"software systems service job not what how time well one technical opportunity years "
	"understanding position based join quality knowledge us has these solutions looking "
	"project ensure training best high environment into required communication make "
	"employees tools engineering projects services part up related degree process key use "
	"over any if through benefits responsibilities while provide applications they must "
	"great world career growth problems may us do been when its also day manage life "
	"where office maintain code platform need week complex drive own security design "
	"global client industry access develop remote requirements plan every good lead than "
	"written performance learning most both paid health hours you'll information "
	"production health level including infrastructure full first improve full-time create "
	"different needs market test value scale internal offer ideas care research between "
	"such areas issues standards preferred which clear large so multiple write local "
	"bring reports operations impact sales follow culture daily hands-on flexible real "
	"review those program future leave long like just person partners field building "
	"without during because set out deliver home financial testing technology digital "
	"change insurance travel background open salary candidate candidates apply location "
	"status small medical documentation problem schedule take each two three monitoring "
	"leading safety next practices should we're look staff only processes existing range "
	"closely feedback learn methods cloud analysis operate release supply equal "
	"application public web there no detail features contract pay per own often early "
	"month but network proven some under hardware even many stakeholders personal control "
	"share model models review reporting core patients senior junior backend frontend "
	"engineer developer designer analyst manager scientist nurse carrier warehouse driver "
	"teacher research storage pipeline pipelines queue compiler kernel embedded memory "
	"latency throughput reliability observability migration billing payments ledger fraud "
	"risk compliance audit accounting invoice tax energy solar grid battery satellite "
	"robotics vision speech language search ranking advertising retail logistics shipping "
	"freight inventory factory machine vehicle mobile desktop game graphics audio video "
	"streaming media music news travel hotel booking food delivery restaurant clinical "
	"trial genome protein laboratory hospital patient pharmacy device insurance claims "
	"mortgage trading exchange portfolio pension fund bank government defense school "
	"university student course curriculum community content marketing brand campaign "
	"growth conversion retention onboarding success renewal partner channel recruiting "
	"talent payroll legal contract policy privacy identity encryption network firewall "
	"incident response threat vulnerability penetration forensic architecture "
	"microservice event message stream batch cluster container deployment rollout canary "
	"rollback capacity budget cost quarter roadmap backlog sprint standup retrospective "
	"mentor coach interview hire relocation visa sponsor equity bonus stock option "
	"holiday vacation parental dental pension gym bicycle";

const char *const phrases_technologies[] = { "Rust", "Python", "Java", "SQL", "AWS", "JavaScript",
	"Docker", "Kubernetes", "TypeScript", "React", "Linux", "Git", "PostgreSQL", "Go", "Azure",
	"Terraform", "C++", "Kafka", "Apache Kafka", "Jenkins", "MySQL", "Redis", "C#", "Node.js",
	"Spring Boot", "GraphQL", "Ansible", "Bash", "MongoDB", "Angular", "Vue.js", "Django",
	"Tokio", "gRPC", "Snowflake", "Spark", "Apache Spark", "Airflow", "Apache Airflow",
	"Elasticsearch", "Prometheus", "Grafana", "Kotlin", "Swift", "PHP", "Ruby", "Scala",
	"PyTorch", "TensorFlow", "Excel", "Salesforce", "Jira", "Figma", "Tableau", "Power BI",
	"C", "R", "SAP", "Perl", "Haskell", "Elixir", "Clojure", "Datadog", "Splunk",
	"Cassandra" };
const size_t phrases_technology_count =
	sizeof phrases_technologies / sizeof phrases_technologies[0];

const char *const phrases_firms[] = { "Labs", "Systems", "GmbH", "Inc.", "Ltd", "Health", "Group",
	"Technologies", "Software", "AG", "LLC", "Robotics", "Energy", "Capital", "Partners",
	"Logistics", "Media", "Networks", "Analytics", "Studios", "Foundation", "Bank", "B.V.",
	"Security", "Therapeutics", "Consulting", "Foods", "Aerospace" };
const size_t phrases_firm_count = sizeof phrases_firms / sizeof phrases_firms[0];

LIST(phrases_levels, "", "", "", "", "Senior", "Senior", "Senior", "Senior", "Junior", "Staff",
	"Principal", "Lead", "Head of", "Associate", "Working Student", "Intern", "Mid-Level",
	"Director of", "Entry Level", "Chief");

LIST(phrases_areas, "Backend", "Frontend", "Full Stack", "Platform", "Data", "Machine Learning",
	"Site Reliability", "Embedded", "Cloud", "Security", "Mobile", "iOS", "Android", "DevOps",
	"Infrastructure", "Network", "Database", "Systems", "Compiler", "Graphics", "Firmware",
	"Quality", "Test Automation", "Payments", "Product", "Growth", "Marketing", "Sales",
	"Customer Success", "Finance", "Operations", "Supply Chain", "Clinical", "Mechanical",
	"Electrical", "Civil", "Process", "Manufacturing", "Research", "Regulatory", "Legal",
	"People", "Content", "Brand", "Support", "Search", "Robotics", "Energy", "Retail",
	"Research and Development");

LIST(phrases_roles, "Engineer", "Engineer", "Engineer", "Engineer", "Developer", "Developer",
	"Architect", "Analyst", "Scientist", "Manager", "Manager", "Designer", "Consultant",
	"Specialist", "Administrator", "Technician", "Coordinator", "Researcher", "Recruiter",
	"Product Manager", "Project Manager", "Account Executive", "Accountant", "Nurse",
	"Software Engineer", "Software Engineer", "Data Engineer", "Team Lead", "Advisor",
	"Representative", "Planner", "Writer", "Trainer", "Officer", "Assistant", "Operator");

LIST(phrases_things, "services", "pipelines", "dashboards", "data models", "interfaces", "reports",
	"deployments", "integrations", "experiments", "internal tools", "customer journeys",
	"billing systems", "message queues", "event streams", "search results", "sensors",
	"payment flows", "release trains", "training material", "supplier contracts", "budgets",
	"clinical records", "production lines", "test benches", "warehouses", "storage engines",
	"mobile apps", "control loops", "cost models", "incident reviews", "user research",
	"compliance checks", "access rights", "backups", "schedulers", "network links",
	"language models", "recommendation systems", "forecasts", "quality gates");

OWN_LIST(about_headings, "About us", "Who we are", "About the company", "The company", "About {c}",
	"Your new team", "Our story", "About the role");
OWN_LIST(about_sentences,
	"{c} builds {n} that thousands of people rely on every day.",
	"Our {w} team in {p} is growing, and we are looking for a {r} to grow with it.",
	"We are a team of {d} people who care about {w} and {w}.",
	"Founded {d} years ago, {c} now serves customers in {d} countries.",
	"As a {r} you will shape how we think about {n} and {w}.",
	"We believe that {w} is best done in small teams with a lot of trust.",
	"Behind everything we sell stands {t}, and a good deal of {t} and {t}.",
	"Last year our {n} carried {d}0 million requests a day without a single {w} outage.",
	"We are backed by people who have done {w} before and are in no hurry.",
	"You would report to the head of {a} and sit with the people who use your {n}.",
	"{c} is where {w} meets {w}: we take the {n} that nobody likes and make them boring.",
	"Half of us work from {p}, the others from wherever their desk is.",
	"Our customers are hospitals, {w} makers and a surprising number of {w} clubs.",
	"What we do is simple to say and hard to do: {n} that never lose a {w}.");

OWN_LIST(tasks_headings, "Responsibilities", "What you will do", "Your tasks", "The role",
	"Duties", "Key responsibilities", "What you'll be doing", "Your mission",
	"In this role you will");
OWN_LIST(tasks_sentences,
	"Design, build and run {n} in {t} and {t}",
	"Own the {w} of our {n} from the first sketch to production",
	"Work with the {a} team on {n} and {w}",
	"Write clear documentation for {n}, and keep it {w}",
	"Improve the performance of {n}, and measure it before and after",
	"Mentor {w} colleagues and review their code with patience",
	"Plan the migration of {n} from {t} to {t}",
	"Take part in an on-call rotation, one week in {d}",
	"Turn {w} requirements into {n} that people like to use",
	"Find out why {w} and {w} differ, and do something about it",
	"Present results to stakeholders in {a} and {a}",
	"Keep the {n} of {d}0 customers running while they are being replaced",
	"Automate what is done by hand today: {w}, {w} and {w}",
	"Coordinate with suppliers in {p} and abroad",
	"Prepare the monthly {w} report together with finance",
	"Set up monitoring and alerts for {n} with {t}",
	"Debug problems of memory safety, latency and {w} across {n}",
	"Care for patients and their families with {w} and respect",
	"Lead interviews, and help to hire the next {d} people of the team",
	"Decide, together with product and design, which {n} come next",
	"Support the {w} department in audits and {w} checks",
	"Break large {w} projects into steps that can be shipped each week",
	"Negotiate with {w} partners and keep track of what was agreed",
	"Test new {n} on real devices before anybody else sees them");

OWN_LIST(needs_headings, "Requirements", "What you bring", "Your profile", "Qualifications",
	"About you", "Who you are", "Must have", "Minimum qualifications", "We expect",
	"Skills and experience");
OWN_LIST(needs_sentences,
	"{d}+ years of experience with {t}",
	"At least {d} years of professional work on {n}",
	"Strong knowledge of {t}, {t} or something like them",
	"You have shipped {n} and lived with the consequences",
	"Good communication skills in English, written and spoken",
	"A degree in {w}, computer science or a related field, or equivalent experience",
	"Experience with backend services under real load",
	"An eye for detail and a calm hand in {w} situations",
	"Solid understanding of {w}, {w} and their limits",
	"Hands-on experience with {t} in production",
	"You know when {w} is good enough",
	"Ability to explain {w} to people from {a}",
	"Proven track record in {a} or {w}",
	"You are comfortable with {t} and not afraid of {t}",
	"Familiarity with {n} and the usual {w} tools",
	"A valid driving licence and a clean {w} record",
	"German at level B2 or better is required for this position",
	"Willingness to travel up to {d}0 % of the time",
	"You care about {w}, tests and the person who reads your code next",
	"Certificates in {w} or {w} are welcome but not required");

OWN_LIST(wishes_headings, "Nice to have", "Bonus points", "Preferred", "Preferred qualifications",
	"It would be great if", "Even better");
OWN_LIST(wishes_sentences,
	"Experience with {t} or {t}",
	"Contributions to open source, for instance around {t}",
	"A background in {w} or {a}",
	"You have worked with {n} before",
	"Some exposure to {t} in a regulated environment",
	"Knowledge of {w} and {w} standards",
	"Another language beside English, such as French or Spanish",
	"You have given a talk about {w}");

OWN_LIST(offers_headings, "Benefits", "What we offer", "Perks", "We offer", "Why join us",
	"Compensation and benefits", "What's in it for you");
OWN_LIST(offers_sentences,
	"{d}0 days of paid vacation, and we mean it when we say take them",
	"Flexible working hours and a {w} home office budget",
	"A competitive salary with yearly reviews",
	"Equity in {c} from the first day",
	"Health, dental and vision insurance for you and your family",
	"Relocation support to {p} and help with your visa",
	"A training budget of {d},000 a year for {w} or whatever you like",
	"Company pension plan with a {w} match",
	"Parental leave of {d} months at full pay",
	"Lunch on {w} days, fruit on all of them",
	"Hardware of your choice",
	"A bicycle, a parking space or a train ticket",
	"No meetings on {w} Fridays",
	"An office in {p} with more plants than people");

OWN_LIST(closing_headings, "How to apply", "Next steps", "Equal opportunity", "Apply now",
	"Contact");
OWN_LIST(closing_sentences,
	"{c} is an equal opportunity employer and celebrates {w} of every kind.",
	"We do not discriminate on the basis of race, religion, age, gender or {w} status.",
	"Send us your resume and a few lines on {w}; a cover letter is not needed.",
	"The process has {d} steps: a call, a {w} task, and a day with the team in {p}.",
	"We cannot sponsor visas for this role at this time.",
	"Visa sponsorship is available for the right candidate.",
	"If you need an adjustment for the interview, write to us and we will find a way.",
	"Applications are reviewed as they come in, usually within {d} days.",
	"Agencies, please do not send us {w} profiles.",
	"The salary depends on experience and on where you live.");

#define TEXTS(part) ITEMS(part##_headings), ITEMS(part##_sentences)

const struct part_phrases phrases_parts[PART_COUNT] = {
	[PART_ABOUT] = { TEXTS(about), 100, 2, 6, false },
	[PART_TASKS] = { TEXTS(tasks), 100, 5, 11, true },
	[PART_NEEDS] = { TEXTS(needs), 100, 5, 10, true },
	[PART_WISHES] = { TEXTS(wishes), 60, 2, 5, true },
	[PART_OFFERS] = { TEXTS(offers), 70, 3, 7, true },
	[PART_CLOSING] = { TEXTS(closing), 90, 1, 4, false },
};
