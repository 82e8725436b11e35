"""Every alert has a page, a value in its words, a test in which it fires and one in which it is silent; pages name panels that exist; the chart has the same rules.

alerts.py [RENDERED]     RENDERED: a rendering of the chart with prometheusRule and dashboards
"""
import json
import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PROMETHEUS, PAGES = ROOT / "deploy/prometheus", ROOT / "docs/alerts"
RUNBOOKS = "https://example.com/novapos/docs/alerts"
SEVERITIES = {"critical", "warning"}
PARTS = ["**What it means.** ", "**Look first.** ", "**Do.**", "**Over when** "]


def load(file):
    return yaml.safe_load(file.read_text())


groups = [group for file in sorted((PROMETHEUS / "rules").glob("*.yml")) for group in load(file)["groups"]]
alerts = [rule for group in groups for rule in group["rules"] if "alert" in rule]
names = {alert["alert"] for alert in alerts}
tests = {file.name: [t for case in load(file)["tests"] for t in case["alert_rule_test"]] for file in (PROMETHEUS / "tests").glob("*.yml")}
boards = {file.stem: json.loads(file.read_text()) for file in (ROOT / "deploy/grafana/dashboards").glob("*.json")}
panels = {f"{name} › {panel['title']}" for name, board in boards.items() for panel in board["panels"]}
wrong = []

for alert in alerts:
    name, words = alert["alert"], alert["annotations"]
    if set(words) != {"summary", "description", "runbook_url"} or "$value" not in words.get("description", ""):
        wrong.append(f"{name} needs a summary, a description with the value, and the address of its page")
    elif words["runbook_url"] != f"{RUNBOOKS}/{name}.md":
        wrong.append(f"{name} names another page than its own")
    if alert["labels"].get("severity") not in SEVERITIES:
        wrong.append(f"{name} is neither critical nor a warning")
    fires = [e for t in tests["alerts.yml"] if t["alertname"] == name for e in t.get("exp_alerts", [])]
    if not any(alert["labels"].items() <= e["exp_labels"].items() for e in fires):
        wrong.append(f"{name} ({alert['labels']}) fires in no test of deploy/prometheus/tests/alerts.yml")
for name in names:
    silent = [t for t in tests["healthy.yml"] if t["alertname"] == name]
    if not silent or any(t.get("exp_alerts") for t in silent):
        wrong.append(f"{name} is not silent in deploy/prometheus/tests/healthy.yml, or not asked for there")
of_tests = {t["alertname"] for several in tests.values() for t in several}
wrong += [f"a test asks for {name}, which is no alert: it could only be silent" for name in of_tests - names]

pages = {page.stem: page.read_text() for page in PAGES.glob("*.md") if page.stem != "README"}
wrong += [f"docs/alerts/{name}.md is missing" for name in names - set(pages)]
wrong += [f"docs/alerts/{name}.md is about no alert" for name in set(pages) - names]
for name, page in pages.items():
    if not page.startswith(f"# {name}\n") or any(part not in page for part in PARTS):
        wrong.append(f"docs/alerts/{name}.md does not have its four parts")
    wrong += [f"docs/alerts/{name}.md names `{panel}`, which is no panel" for panel in re.findall(r"`([a-z-]+ › [^`]+)`", page) if panel not in panels]
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page):
        if not (PAGES / target).exists():
            wrong.append(f"docs/alerts/{name}.md leads to {target}, which is not there")
index = (PAGES / "README.md").read_text()
wrong += [f"docs/alerts/README.md does not name {name}" for name in names if f"({name}.md)" not in index]

if len({group["name"] for group in groups}) != len(groups):
    wrong.append("two groups of rules have one name")
if len(sys.argv) > 1:
    things = [t for t in yaml.safe_load_all(Path(sys.argv[1]).read_text()) if t]
    of_chart = [g for t in things if t["kind"] == "PrometheusRule" for g in t["spec"]["groups"]]
    moved = json.loads(re.sub(r"https://[^\"]*/(\w+\.md)", rf"{RUNBOOKS}/\1", json.dumps(of_chart)))
    wrong += [f"the chart's rules do not have the group {group['name']} as it is in deploy/prometheus/rules" for group in groups if group not in moved]
    maps = [t["data"] for t in things if t["kind"] == "ConfigMap" and "-dashboard-" in t["metadata"]["name"]]
    of_chart = {Path(file).stem: json.loads(text) for data in maps for file, text in data.items()}
    if of_chart != boards:
        wrong.append("the chart's dashboards are not those of deploy/grafana/dashboards")

for line in wrong:
    print(f"  {line}")
print(f"  {len(names)} alerts of {len(alerts)} rules, {len(pages)} pages.")
sys.exit(1 if wrong else 0)
