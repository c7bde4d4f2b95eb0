#!/bin/sh
# Makes the AOT cache of a distribution: a replay that loads and profiles what a real run does. The JVM writes the cache
# as it ends.
# usage: EYAS_AOT_OUTPUT=FILE train.sh HOME
train=$1/lib/train
exec "$1/bin/eyas" -r "$train/rules.yaml" -e "$train/sample.scap.gz" -o json_output=true -o rule_matching=all
