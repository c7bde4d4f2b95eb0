# Writes the rules of bench/remember and bench/remember-live. Sourced with $here, the folder bench.

# Writes to a folder: vocabulary.yaml with the lists and macros that ship, and remembering.yaml with the 24 rules that ship for system
# calls and remember events, and copies of the 7 of them that have no sequence: 31 in all.
write_remembering() { # folder
  local standard=$here/../bundles/rules-default/src/main/resources/org/eyas/rules/standard memory=() file
  for file in sequences thresholds firsts; do memory+=("$standard/$file.yaml"); done
  awk 'BEGIN { RS = ""; ORS = "\n\n" } !/(^|\n)- rule:/' "$standard/vocabulary.yaml" \
    $(ls "$standard"/*.yaml | grep -vE '/(vocabulary|sequences|thresholds|firsts)\.yaml$') > "$1/vocabulary.yaml"
  cat "${memory[@]}" > "$1/remembering.yaml"
  awk 'BEGIN { RS = ""; ORS = "\n\n" } /(^|\n)- rule:/' "${memory[@]:1}" | sed 's/^- rule: /- rule: Copy of /' >> "$1/remembering.yaml"
  local count; count=$(grep -c '^- rule:' "$1/remembering.yaml")
  [ "$count" -ge 30 ] || { echo "Error: $standard has too few rules that remember: $count with copies" >&2; exit 1; }
}
