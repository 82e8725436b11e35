"""Every rendered object against Kubernetes's own schemas, and what must hold among them.   kubernetes.py VERSION FILE..."""
import ipaddress
import sys
from collections import Counter

import kubernetes_validate
import yaml

METADATA = [ipaddress.ip_address("169.254.169.254"), ipaddress.ip_address("fd00:ec2::254")]


def pod_of(thing):
    spec = thing.get("spec", {})
    return spec.get("template", {}).get("spec") if thing["kind"] in ("Deployment", "Job") else None


def restricted(pod):
    """What the standard `restricted` asks for, and more: nothing may be written, and no token lies about."""
    whole = pod.get("securityContext", {})
    if not (whole.get("runAsNonRoot") and whole.get("runAsUser") and whole.get("seccompProfile", {}).get("type") == "RuntimeDefault"):
        yield "the pod may run as root, or without seccomp"
    if pod.get("automountServiceAccountToken") is not False:
        yield "a token is mounted"
    for container in pod.get("initContainers", []) + pod["containers"]:
        its = container.get("securityContext", {})
        if its.get("allowPrivilegeEscalation") is not False or not its.get("readOnlyRootFilesystem") or its.get("capabilities", {}).get("drop") != ["ALL"]:
            yield f"{container['name']} may more than it needs"
        if not container.get("resources", {}).get("limits", {}).get("memory"):
            yield f"{container['name']} has no limit of memory"
        mounted = {m["name"] for m in container.get("volumeMounts", [])}
        lost = mounted - {v["name"] for v in pod.get("volumes", [])}
        if lost:
            yield f"{container['name']} mounts {lost}, which is not there"
        names = [e["name"] for e in container.get("env", [])]
        if len(names) != len(set(names)):
            yield f"{container['name']} has a variable twice"


def reaches_metadata(policy):
    for rule in policy["spec"].get("egress") or []:
        if not rule.get("to"):
            yield "a rule allows every destination"
        for to in rule.get("to", []):
            block = to.get("ipBlock")
            if not block:
                continue
            for address in METADATA:
                network = ipaddress.ip_network(block["cidr"])
                inside = address.version == network.version and address in network
                if inside and not any(address in ipaddress.ip_network(e) for e in block.get("except", []) if ipaddress.ip_network(e).version == address.version):
                    yield f"{block['cidr']} holds the metadata service {address}"


version, wrong, unknown, count = sys.argv[1], 0, Counter(), 0
for file in sys.argv[2:]:
    things = [t for t in yaml.safe_load_all(open(file)) if t]
    accounts = {t["metadata"]["name"] for t in things if t["kind"] == "ServiceAccount"}
    selected = [t["spec"]["podSelector"]["matchLabels"] for t in things if t["kind"] == "NetworkPolicy"]
    seen = Counter((t["kind"], t["metadata"]["name"]) for t in things)
    said = [f"{kind} {name} is there {n} times" for (kind, name), n in seen.items() if n > 1]
    for thing in things:
        name = f"{thing['kind']} {thing['metadata']['name']}"
        count += 1
        try:
            kubernetes_validate.validate(thing, version, strict=True)
        except kubernetes_validate.SchemaNotFoundError:
            unknown[f"{thing['apiVersion']} {thing['kind']}"] += 1
        except kubernetes_validate.ValidationError as problem:
            said.append(f"{name}: {'/'.join(map(str, problem.path))}: {problem.message}")
        pod = pod_of(thing)
        if pod:
            said += [f"{name}: {problem}" for problem in restricted(pod)]
            if pod["serviceAccountName"] not in accounts:
                said.append(f"{name}: the account {pod['serviceAccountName']} is not there")
            labels = thing["spec"]["template"]["metadata"]["labels"]
            if sum(all(labels.get(k) == v for k, v in s.items()) for s in selected) < 2:
                said.append(f"{name}: no policy but the one that denies is for it")
        if thing["kind"] == "NetworkPolicy":
            said += [f"{name}: {problem}" for problem in reaches_metadata(thing)]
    for line in said:
        print(f"  {file}: {line}")
    wrong += len(said)
print(f"  {count} objects in {len(sys.argv) - 2} renderings.")
if unknown:
    print("  Not checked, as Kubernetes has no schema of them: " + ", ".join(f"{n} {kind}" for kind, n in sorted(unknown.items())))
sys.exit(1 if wrong else 0)
