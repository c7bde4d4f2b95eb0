#!/bin/sh
# Makes the AOT cache of a distribution: one run that loads what a real run loads. The JVM writes the cache as it ends.
# usage: EYAS_AOT_OUTPUT=FILE train.sh HOME
exec "$1/bin/eyas" --version
