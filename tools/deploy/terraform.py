"""The arguments of every AWS resource against the provider's own list of them, as the CDK for Terraform has it: `terraform validate` needs the
provider itself, which is in no package registry.   terraform.py FOLDER_OF_THE_CDK FOLDER_OF_TERRAFORM

Names and what is required, in blocks of any depth, and the attributes that others refer to. Not the values, and not the types.
"""
import re
import sys
from pathlib import Path

import hcl2

META = {"count", "for_each", "depends_on", "lifecycle", "provider", "provisioner", "connection", "timeouts"}
INTERFACE = re.compile(r"export interface (\w+)(?: extends [\w.]+)? \{(.*?)\n\}", re.S)
PROPERTY = re.compile(r"^    readonly (\w+)(\?)?: ([^;\n]+)", re.M)
ATTRIBUTE = re.compile(r"^    get (\w+)\(\)", re.M)
cdk, folder = Path(sys.argv[1]), Path(sys.argv[2])
said, checked = [], 0


def camel(name):
    return re.sub(r"_([a-z0-9])", lambda m: m[1].upper(), name)


def description(kind, is_data):
    name = kind.removeprefix("aws_").replace("_", "-")
    for candidate in ([f"data-aws-{name}"] if is_data else [name, f"{name}-resource"]):
        file = cdk / candidate / "index.d.ts"
        if file.exists():
            return file.read_text()
    return None


def interfaces(text):
    return {name: {p: (o != "?", t.strip()) for p, o, t in PROPERTY.findall(body)} for name, body in INTERFACE.findall(text)}


def check(where, block, of, all_of):
    for name, value in block.items():
        if name.startswith("__") or name in META:
            continue
        if name == "dynamic":
            for dynamic in value:
                for inner, its in dynamic.items():
                    check_inner(where, inner.strip('"'), its["content"], of, all_of)
            continue
        check_inner(where, name, value, of, all_of)
    given = {camel(n) for n in block} | {camel(i.strip('"')) for d in block.get("dynamic", []) for i in d}
    for name, (required, _) in of.items():
        if required and name not in given:
            said.append(f"{where}: {name} is needed")


def check_inner(where, name, value, of, all_of):
    if camel(name) not in of:
        said.append(f"{where}: there is no argument {name}")
        return
    inner = re.sub(r"\[\]$|^cdktf\.IResolvable \| ", "", of[camel(name)][1].split(" |")[0])
    if inner in all_of:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                check(f"{where}.{name}", one, all_of[inner], all_of)


references = {}
for file in sorted(folder.glob("*.tf")):
    text = file.read_text()
    for data, kind, name, attribute in re.findall(r"\b(data\.)?(aws_\w+)\.(\w+)(?:\[[^\]]*\])?\.(\w+)", text):
        references.setdefault((bool(data), kind, attribute), file.name)
    content = hcl2.loads(text)
    for section in ("resource", "data"):
        for entry in content.get(section, []):
            for kind, named in entry.items():
                kind = kind.strip('"')
                described = description(kind, section == "data")
                for name, block in named.items():
                    checked += 1
                    if described is None:
                        said.append(f"{file.name}: {kind} is no {section} of the provider")
                        continue
                    all_of = interfaces(described)
                    top = next(of for n, of in all_of.items() if n.endswith("Config") and f"interface {n} extends cdktf.TerraformMetaArguments" in described)
                    check(f"{file.name}: {kind}.{name.strip(chr(34))}", block, top, all_of)
for (is_data, kind, attribute), file in references.items():
    described = description(kind, is_data)
    if described and camel(attribute) not in set(ATTRIBUTE.findall(described)):
        said.append(f"{file}: {kind} has no attribute {attribute}")
for line in said:
    print(f"  {line}")
print(f"  {checked} resources and data sources, {len(references)} references.")
sys.exit(1 if said else 0)
