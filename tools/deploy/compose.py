"""The compose files against the schema of the compose specification, and what it cannot say.   compose.py SCHEMA FILE..."""
import json
import sys

import jsonschema
import yaml

schema = json.load(open(sys.argv[1]))
validator = jsonschema.validators.validator_for(schema)(schema)
wrong = 0
for file in sys.argv[2:]:
    content = yaml.safe_load(open(file))
    said = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(content)]
    services = content["services"]
    for name, service in services.items():
        depends = service.get("depends_on", {})
        said += [f"{name} depends on {other}, which is not there" for other in depends if other not in services]
        for other, how in depends.items():
            healthy = services.get(other, {}).get("healthcheck", {})
            if how["condition"] == "service_healthy" and healthy.get("disable"):
                said.append(f"{name} waits for the health of {other}, which has none")
        given = [s if isinstance(s, str) else s["source"] for s in service.get("secrets", [])]
        said += [f"{name}: the secret {s} is not there" for s in given if s not in content.get("secrets", {})]
        files = {s if isinstance(s, str) else s.get("target", s["source"]) for s in service.get("secrets", [])}
        for key, value in service.get("environment", {}).items():
            path = str(value).removeprefix("file:")
            if path.startswith("/run/secrets/") and path.removeprefix("/run/secrets/") not in files:
                said.append(f"{name}: {key} names {path}, which it does not have")
        said += [f"{name}: the network {n} is not there" for n in service.get("networks", []) if n not in content["networks"]]
        if not service.get("deploy", {}).get("resources", {}).get("limits"):
            said.append(f"{name} has no limits")
        if "healthcheck" not in service and "novapos:" not in service["image"]:
            said.append(f"{name} has no health check, and does not say that it needs none")
    used = {s if isinstance(s, str) else s["source"] for service in services.values() for s in service.get("secrets", [])}
    said += [f"nobody has the secret {s}" for s in content.get("secrets", {}) if s not in used]
    for line in said:
        print(f"  {file}: {line}")
    wrong += len(said)
print(f"  {len(sys.argv) - 2} files.")
sys.exit(1 if wrong else 0)
