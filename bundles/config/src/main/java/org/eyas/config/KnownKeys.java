package org.eyas.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys that may stand in a configuration, and what was meant by one that may not. */
final class KnownKeys {
  /** Keys of older versions: accepted, without an effect of their own. */
  private static final Set<String> OLD =
      Set.of("rules_file", "outputs", "metadata_download", "syscall_buf_size_preset", "modern_bpf", "container_engines");

  /** Maps whose keys are the user's. */
  private static final Set<String> FREE = Set.of("static_fields", "eyas");

  private final Map<String, Object> defaults;

  KnownKeys(Map<String, Object> defaults) {
    this.defaults = defaults;
  }

  /** One warning for each unknown key of a file: {@code FILE: unknown key 'x' (did you mean 'y'?)}. */
  List<String> warnings(String file, Map<String, Object> given) {
    List<String> warnings = new ArrayList<>();
    check(file, "", given, defaults, warnings);
    return warnings;
  }

  private static void check(
      String file, String path, Map<?, ?> given, Map<?, ?> known, List<String> warnings) {
    for (Map.Entry<?, ?> entry : given.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Object there = known.get(key);
      if (there == null && !(path.isEmpty() && OLD.contains(key)) && !path.equals("engine.")) {
        warnings.add(file + ": unknown key '" + path + key + "'" + suggestion(key, known));
      } else if (there instanceof Map<?, ?> inner && entry.getValue() instanceof Map<?, ?> map && !FREE.contains(key)) {
        check(file, path + key + ".", map, inner, warnings);
      }
    }
  }

  private static String suggestion(String key, Map<?, ?> known) {
    Set<String> names = new LinkedHashSet<>();
    known.keySet().forEach(name -> names.add(String.valueOf(name)));
    String best = "";
    int least = Math.max(2, key.length() / 3) + 1;
    for (String name : names) {
      int distance = distance(key, name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best.isEmpty() ? "" : " (did you mean '" + best + "'?)";
  }

  // Levenshtein, one row at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
