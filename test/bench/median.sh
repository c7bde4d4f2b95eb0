# The median of ratios and its interval. Read by the benchmarks that compare two things in pairs.

enough_pairs() { # number
  [ "$1" -ge 6 ] || { echo "Error: -n $1: fewer than 6 pairs give no interval of 95 %" >&2; exit 2; }
}

# The interval is that between the k-th smallest and the k-th largest ratio, k as large as 95 % allow (sign test).
median_of_ratios() { # name, file whose lines end with a ratio
  awk '{ print $NF }' "$2" | sort -n | awk -v what="$1" '
    { ratio[NR] = $1 }
    END {
      coefficient = 1; tail = 1
      for (k = 0; tail * 2 / 2 ^ NR <= 0.05; k++) { coefficient *= (NR - k) / (k + 1); tail += coefficient }
      median = NR % 2 ? ratio[(NR + 1) / 2] : (ratio[NR / 2] + ratio[NR / 2 + 1]) / 2
      printf "median of %d ratios %s: %.4f, interval %.4f to %.4f\n", NR, what, median, ratio[k], ratio[NR + 1 - k]
    }'
}
