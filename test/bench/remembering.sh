# Writes the rules of test/bench/remember and test/bench/remember-live. Sourced with $here, the folder bench.

# Writes to a folder: vocabulary.yaml with the lists and macros that ship, and remembering.yaml with the 25 rules that ship for system
# calls and remember events, and copies of the 8 of them that have no sequence: 33 in all. Each copy has a constant of its own in its
# condition, so that the index of rules does not find it together with the original.
write_remembering() { # folder
  local standard=$here/../../bundles/rules-default/src/main/resources/org/eyas/rules/standard memory=() file
  for file in sequences thresholds firsts; do memory+=("$standard/$file.yaml"); done
  awk 'BEGIN { RS = ""; ORS = "\n\n" } !/(^|\n)- rule:/' "$standard/vocabulary.yaml" \
    $(ls "$standard"/*.yaml | grep -vE '/(vocabulary|sequences|thresholds|firsts)\.yaml$') > "$1/vocabulary.yaml"
  cat "${memory[@]}" > "$1/remembering.yaml"
  awk 'BEGIN { RS = ""; ORS = "\n\n" } /(^|\n)- rule:/' "${memory[@]:1}" | sed 's/^- rule: /- rule: Copy of /' >> "$1/remembering.yaml"
  local copy number=0
  while read -r copy; do
    number=$((number + 1))
    printf '\n- rule: %s\n  condition: and not proc.name = copy-%d\n  override: {condition: append}\n' "$copy" "$number"
  done < <(sed -n 's/^- rule: \(Copy of .*\)/\1/p' "$1/remembering.yaml") > "$1/copies"
  cat "$1/copies" >> "$1/remembering.yaml"
  local count; count=$(grep '^- rule:' "$1/remembering.yaml" | sort -u | wc -l)
  [ "$count" -ge 30 ] || { echo "Error: $standard has too few rules that remember: $count with copies" >&2; exit 1; }
}
