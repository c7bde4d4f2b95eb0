#!/bin/sh
# A workload of test/bench/ptrace: a server and its clients, over a socket in a folder. usage: test/bench/redis.sh FOLDER REQUESTS
folder=$1 requests=$2
redis-server --port 0 --unixsocket "$folder/socket" --save '' --dir "$folder" > /dev/null &
until [ -S "$folder/socket" ]; do
  kill -0 $! 2> /dev/null || { echo "Error: redis-server does not start" >&2; exit 1; }
  sleep 0.01
done
redis-benchmark -s "$folder/socket" -t set,get -n "$requests" -q
kill $!
wait $!
rm -f "$folder/socket"
