"""Every image has a fixed version: a tag with a number in it, or a digest.   images.py FOLDER_OF_WHAT_WAS_RENDERED"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = [
    (re.compile(r"^\s*(?:- )?\"?image\"?: [\"']?([^\s\"'{]+)", re.M), "*.yaml"),
    (re.compile(r"^\s*(?:- )?\"?image\"?: [\"']?([^\s\"'{]+)", re.M), "*.yml"),
    (re.compile(r"^ARG [A-Z]+=(\S+:\S+)$", re.M), "Dockerfile*"),
    (re.compile(r"^FROM (?:--\S+ )?([^\s$]+:[^\s]+)", re.M), "Dockerfile*"),
    (re.compile(r"^# syntax=(\S+)", re.M), "Dockerfile*"),
]


def is_fixed(image):
    if re.search(r"@sha256:[0-9a-f]{64}$", image):
        return True
    tag = image.rsplit("/", 1)[-1].partition(":")[2]
    return bool(re.match(r"v?\d+\.\d+", tag))


seen, wrong = set(), 0
for folder in (ROOT / "deploy", Path(sys.argv[1])):
    for pattern, kind in NAMED:
        for file in folder.rglob(kind):
            if "templates" in file.parts and folder.name == "deploy":
                continue
            for image in pattern.findall(file.read_text()):
                if image in seen:
                    continue
                seen.add(image)
                if not is_fixed(image):
                    print(f"  {file}: {image} has no fixed version")
                    wrong += 1
print(f"  {len(seen)} images.")
sys.exit(1 if wrong or not seen else 0)
