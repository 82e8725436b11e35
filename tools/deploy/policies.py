"""checkov over the image's recipe, the rendered chart and Terraform.   policies.py FOLDER_OF_WHAT_WAS_RENDERED

What it is not asked is in policies.txt, each with its reason; in Terraform and in the Dockerfile, `checkov:skip=ID:reason` stands beside the resource. A
suppression without a reason is a failure, and so is one that suppresses nothing.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BESIDE = re.compile(r"checkov:skip=(\w+)(?::(.*))?")
asked = {"dockerfile": ROOT / "deploy", "kubernetes": Path(sys.argv[1]), "terraform": ROOT / "deploy/terraform"}
said, used, counts = [], set(), []

reasons = {}
for line in (ROOT / "tools/deploy/policies.txt").read_text().splitlines():
    if line.strip() and not line.startswith("#"):
        identity, _, reason = line.partition(" ")
        reasons[identity] = reason.strip()
for file in [*(ROOT / "deploy").rglob("*.tf"), ROOT / "deploy/Dockerfile"]:
    for identity, reason in BESIDE.findall(file.read_text()):
        if len(reason.strip()) < 10:
            said.append(f"{file}: {identity} is suppressed without a reason")
said += [f"policies.txt: {identity} has no reason" for identity, reason in reasons.items() if len(reason) < 10]

for framework, folder in asked.items():
    command = [Path(sys.executable).parent / "checkov", "--directory", folder, "--framework", framework, "--output", "json", "--compact", "--quiet",
               "--skip-download", "--skip-path", r"helm/novapos/templates"]
    # It must ask nobody: what it looks up elsewhere are links to explanations.
    environment = {**os.environ, "CHECKOV_EXPERIMENTAL_TERRAFORM_MANAGED_MODULES": "False", "LOG_LEVEL": "ERROR"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        said.append(f"checkov could not be run on {framework}: {(done.stderr or done.stdout)[-400:]}")
        continue
    report = report[0] if isinstance(report, list) else report
    if "results" not in report:
        said.append(f"checkov found nothing of {framework}")
        continue
    for found in report["results"]["failed_checks"]:
        if found["check_id"] in reasons:
            used.add(found["check_id"])
            continue
        said.append(f"{found['check_id']} {found['file_path']} {found['resource']}: {found['check_name']}")
    said += [f"{framework}: {error} could not be read" for error in report["results"].get("parsing_errors", [])]
    counts.append(f"{framework} {report['summary']['passed']} passed, {report['summary']['skipped']} suppressed beside the resource")
said += [f"policies.txt: {identity} suppresses nothing" for identity in reasons if identity not in used]
for line in sorted(set(said)):
    print(f"  {line}")
print(f"  {'; '.join(counts)}; {len(used)} checks suppressed by policies.txt.")
sys.exit(1 if said else 0)
