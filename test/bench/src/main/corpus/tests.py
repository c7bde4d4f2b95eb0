"""The tests of an attack corpus in the format of Atomic Red Team (https://github.com/redcanaryco/atomic-red-team/blob/master/spec.yaml)."""
import collections
import getopt
import pathlib
import re
import sys

import yaml

Test = collections.namedtuple("Test", "guid technique name shell script ready prepare")
Options = collections.namedtuple("Options", "verbose first folder techniques")


def options(arguments):
    """What follows the program's own arguments: [-v] [-g FIRST] FOLDER [TECHNIQUE...]."""
    found, rest = getopt.getopt(arguments, "vg:")
    found = dict(found)
    if not rest:
        sys.exit("Error: no folder with atomics/T*/T*.yaml: usage: corpus [-v] [-g FIRST] FOLDER [TECHNIQUE...]")
    return Options("-v" in found, found.get("-g", "0123456789abcdef"), pathlib.Path(rest[0]).resolve(), rest[1:])


def filled(text, test, atomics):
    """The text with the default of each input."""
    inputs = test.get("input_arguments") or {}
    value = lambda match: str(inputs.get(match[1], {}).get("default", match[0]))
    for _ in range(2):  # a default may name another input
        text = re.sub(r"#\{(\w+)\}", value, text)
    return text.replace("$PathToAtomicsFolder", str(atomics)).replace("PathToAtomicsFolder", str(atomics))


def read(chosen):
    """The tests that the options choose, in the order of their techniques."""
    atomics = chosen.folder / "atomics"
    files = sorted(atomics.glob("T*/T*.yaml"))
    if not files:
        sys.exit(f"Error: {atomics} has no T*/T*.yaml: name the folder that holds atomics/")
    for file in files:
        content = yaml.safe_load(file.read_text())
        technique = content["attack_technique"]
        if chosen.techniques and technique not in chosen.techniques:
            continue
        for test in content["atomic_tests"]:
            guid, executor = test["auto_generated_guid"], test["executor"]
            if "linux" not in test["supported_platforms"] or guid[0] not in chosen.first or executor["name"] not in ("sh", "bash"):
                continue
            needed = test.get("dependencies") or []
            prepare = "\n".join(filled(one.get("get_prereq_command") or "true", test, atomics) for one in needed)
            ready = ["(\n" + filled(one["prereq_command"], test, atomics) + "\n)" for one in needed]
            yield Test(guid, technique, test["name"], executor["name"], filled(executor["command"], test, atomics), ready,
                       prepare or "true")
