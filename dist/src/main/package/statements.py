"""Statements about a release, as JSON on standard output. Used by dist/release.

usage: statements.py provenance VERSION COMMIT TREE STARTED SUMS   what it was built from, by which script (in-toto, SLSA 1.0)
       statements.py vex VERSION DATE FILE                        which known vulnerabilities do not affect it (OpenVEX 0.2.0)

SUMS is a file of sha256sum. FILE has the statements without product and time, see vex.json. Times are as 2026-12-02T15:00:00Z.
"""
import datetime
import json
import platform
import sys


def provenance(version, commit, tree, started, sums):
    with open(sums) as lines:
        files = [line.rstrip("\n").split(None, 1) for line in lines]
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name.lstrip("*"), "digest": {"sha256": digest}} for digest, name in files],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:eyas:dist/release",
                "externalParameters": {"version": version},
                "internalParameters": {"machine": platform.machine(), "system": platform.platform()},
                "resolvedDependencies": [{"name": "source", "digest": {"gitCommit": commit, "gitTree": tree}}],
            },
            # A person's machine makes the release, so the statement is worth what its signer is.
            "runDetails": {"builder": {"id": "urn:eyas:signer"}, "metadata": {"startedOn": started, "finishedOn": now}},
        },
    }


def vex(version, date, file):
    with open(file) as content:
        source = json.load(content)
    product = f"pkg:generic/eyas@{version}"
    statements = [
        {
            "vulnerability": {"name": one["vulnerability"]},
            "products": [{"@id": product, "subcomponents": [{"@id": part} for part in one["components"]]}],
            "status": one["status"],
            **{key: one[key] for key in ("justification", "impact_statement", "action_statement") if key in one},
        }
        for one in source["statements"]
    ]
    return {
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": f"urn:eyas:vex:{version}",
        "author": source["author"],
        "timestamp": date,
        "version": 1,
        "statements": statements,
    }


if __name__ == "__main__":
    command = {"provenance": provenance, "vex": vex}.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if command is None or len(sys.argv) != 2 + command.__code__.co_argcount:
        sys.exit(__doc__)
    print(json.dumps(command(*sys.argv[2:]), indent=2))
