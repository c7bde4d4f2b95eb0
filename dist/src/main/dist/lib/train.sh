#!/bin/sh
# Makes the AOT cache of a distribution, lib/eyas.aot, by a replay and a start of an engine without a driver, with a configuration
# of its own, because that of the machine can name outputs. The JVM writes the cache as it ends.
# usage: train.sh HOME
train=$1/lib/train
cache=$1/lib/eyas.aot
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
# A running engine may have the old cache mapped: it is replaced, not overwritten.
EYAS_AOT_OUTPUT=$cache.new "$1/bin/eyas" -c "$train/eyas.yaml" -r "$train/rules.yaml" -e "$train/sample.scap.gz" \
  -o json_output=true -o rule_matching=all \
  -- -c "$train/eyas.yaml" -r "$train/rules.yaml" -o engine.kind=nodriver -M 2 \
  -o "eyas.control.socket=$place/control.sock" -o "eyas.audit.file=$place/audit.jsonl"
# The JVM leaves an empty file if it fails, and exits with 0.
if [ -s "$cache.new" ]; then
  mv -f "$cache.new" "$cache"
else
  rm -f "$cache.new"
  exit 1
fi
