#!/bin/sh
# Makes the AOT cache of a distribution, lib/eyas.aot: a replay that loads and profiles what a real run does, with a configuration
# of its own, because that of the machine can name outputs. The JVM writes the cache as it ends.
# usage: train.sh HOME
train=$1/lib/train
cache=$1/lib/eyas.aot
# A running engine may have the old cache mapped: it is replaced, not overwritten.
EYAS_AOT_OUTPUT=$cache.new "$1/bin/eyas" -c "$train/eyas.yaml" -r "$train/rules.yaml" -e "$train/sample.scap.gz" \
  -o json_output=true -o rule_matching=all
# The JVM leaves an empty file if it fails, and exits with 0.
if [ -s "$cache.new" ]; then
  mv -f "$cache.new" "$cache"
else
  rm -f "$cache.new"
  exit 1
fi
