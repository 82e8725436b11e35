"""Every NOVAPOS__... that deploy/ names is a key of the configuration, as the source has it.

Reads the structures from crates/novapos/src/config.rs on, wherever they are defined. Keys of parts that are not merged yet are in awaited.txt.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STRUCT = re.compile(r"((?:#\[[^\n]*\]\s*)*)pub (struct|enum) (\w+) \{(.*?)\n\}", re.S)
FIELD = re.compile(r"((?:#\[[^\]]*\]\s*)*)pub (\w+): ([^\n]+?),?\n")
VARIANT = re.compile(r"^    (\w+)(?:\s*\{(.*?)\n    \}|\(([^)]*)\))?,", re.S | re.M)
WRITTEN = re.compile(r"NOVAPOS__[A-Z0-9_]+")
# What a template puts together; its parts are seen in what is rendered.
PATTERN = re.compile(r"NOVAPOS__[A-Z0-9_]*\{\{.*?\}\}[A-Z0-9_]*")


def definitions():
    """name -> [(file, kind, body)] of all public structures that are read as they are written, without comments."""
    found = {}
    for file in (ROOT / "crates").glob("*/src/**/*.rs"):
        text = re.sub(r"//[^\n]*", "", file.read_text())
        for attributes, kind, name, body in STRUCT.findall(text):
            # What reads itself from a text, as a secret's place does, is one key.
            if "Deserialize" not in attributes:
                continue
            if kind == "enum":
                body = re.sub(r"#\[[^\n]*\]", "", body)
            found.setdefault(name, []).append((file, kind, body + "\n"))
    return found


def choose(found, path, near):
    """The definition that a type means: `kafka::Settings` is the one in a folder or file `kafka`."""
    *modules, name = path.split("::")
    places = found.get(name, [])
    hint = modules[-1] if modules else None
    if hint:
        places = [p for p in places if hint in (*p[0].parts, p[0].stem)] or places
    else:
        places = [p for p in places if p[0] == near] or places
    return places[0] if places else None


def known_keys():
    found = definitions()
    config = ROOT / "crates/novapos/src/config.rs"
    _, _, body = choose(found, "Config", config)
    result = set()
    for attributes, field, kind in FIELD.findall(body):
        if "serde(skip" not in attributes:
            result |= walk(found, kind, config, [field])
    return {"NOVAPOS__" + key.upper().replace(".", "__") for key in result}


def walk(found, kind, near, prefix):
    kind = re.sub(r"^(?:Option|Vec|Box)<(.*)>$", r"\1", kind.strip())
    here = choose(found, kind, near)
    if here is None:
        return {".".join(prefix)}
    file, what, body = here
    result = set()
    if what == "struct":
        for attributes, field, inner in FIELD.findall(body):
            if "serde(skip" not in attributes:
                result |= walk(found, inner, file, [*prefix, field])
    else:
        for variant, fields, _ in VARIANT.findall(body):
            name = re.sub(r"(?<!^)(?=[A-Z])", "_", variant).lower()
            inside = re.findall(r"^\s*(\w+): ", fields, re.M)
            result |= {".".join([*prefix, name, field]) for field in inside}
            # `login.token = "file:..."`: a variant with one value is a key, and one of several plain ones is a value.
            result.add(".".join([*prefix, name]) if body.count("(") else ".".join(prefix))
    return result or {".".join(prefix)}


def awaited():
    lines = (ROOT / "tools/deploy/awaited.txt").read_text().splitlines()
    return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def main(*more):
    known, waited = known_keys(), awaited()
    places = [p for p in (ROOT / "deploy").rglob("*") if p.is_file()]
    places += [p for folder in more for p in Path(folder).rglob("*.yaml")]
    used = {}
    for place in places:
        text = PATTERN.sub("", place.read_text(errors="replace"))
        for name in WRITTEN.findall(text):
            used.setdefault(name, place)
    wrong = sorted(name for name in used if name not in known and name not in waited)
    for name in wrong:
        print(f"  {used[name]}: {name} is no key of the configuration")
    taken = sorted(name for name in used if name in waited and name not in known)
    print(f"  {len(used)} variables are named, of {len(known)} keys that the source has.")
    if taken:
        print(f"  Not in this source yet, taken as given (tools/deploy/awaited.txt): {', '.join(taken)}")
    over = sorted(waited & known)
    if over:
        print(f"  In the source by now, so that awaited.txt need not name them: {', '.join(over)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
