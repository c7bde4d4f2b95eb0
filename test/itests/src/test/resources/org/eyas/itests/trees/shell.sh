# Starts many programs, some of which are killed while they are created, run or end. Ends with status 3.
for i in 1 2 3 4 5 6 7 8; do
  (true) &
  (while :; do (:); done) & pid=$!
  (exit 4)
  kill -9 $pid
done
wait
echo a | cat | grep -q a || exit 1
exit 3
