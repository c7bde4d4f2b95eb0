package org.eyas.console.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eyas.api.config.RefusedException;

/**
 * Keys that the console does not change unless the file itself allows it: with them a user could run any program as the user
 * of the engine, mostly root, or read any file of the machine. Texts are compared by their meaning, not by their spelling.
 */
public final class GuardedKeys {
  private static final Pattern NEVER = path("eyas\\.console|eyas\\.environment");
  // They run programs, load bundles or more configuration, or name files that the engine writes, shows or sends.
  private static final Pattern PROGRAMS =
      path(
          "program_output|config_files|eyas\\.bundles|eyas\\.components|eyas\\.audit|eyas\\.control"
              + "|file_output\\.filename|capture\\.path_prefix|metrics\\.output_file|plugins\\[\\d+]\\.library_path"
              + "|eyas\\.output_queues\\[\\d+]\\.spill_directory|eyas\\.alert_history\\.directory"
              + "|rules_files?|eyas\\.sigma\\.(?:rules_files|mapping_files)"
              + "|eyas\\.http_output\\.template|eyas\\.http_outputs\\[\\d+]\\.template"
              + "|eyas\\.kafka_output\\.(?:template|properties|spool\\.directory)"
              + "|eyas\\.http_output\\.spool\\.directory|eyas\\.http_outputs\\[\\d+]\\.spool\\.directory|grpc\\.bind_address");

  private GuardedKeys() {}

  private static Pattern path(String alternatives) {
    return Pattern.compile("(" + alternatives + ")([.\\[].*)?");
  }

  /** Whether the console does not change a key, such as {@code eyas.http_outputs[0].template}. */
  public static boolean isGuarded(String key, boolean programs) {
    return NEVER.matcher(key).matches() || !programs && PROGRAMS.matcher(key).matches();
  }

  /** @throws RefusedException if guarded keys differ; the message names them */
  public static void check(String before, String after, boolean programs) throws RefusedException {
    List<String> changed = changed(values(before), values(after));
    List<String> refused = changed.stream().filter(path -> isGuarded(path, programs)).toList();
    if (!refused.isEmpty()) {
      throw new RefusedException(
          "Not saved: " + String.join(", ", refused) + " cannot be changed in the console"
              + (refused.stream().anyMatch(path -> NEVER.matcher(path).matches())
                  ? "; edit the file itself."
                  : ": this could run programs, or show files of the engine's user. Edit the file itself,"
                      + " or set eyas.console.may_set_programs there."));
    }
  }

  private static List<String> changed(Map<String, List<String>> before, Map<String, List<String>> after) {
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    paths.removeIf(path -> Objects.equals(before.get(path), after.get(path)));
    return List.copyOf(paths);
  }

  // A key may occur twice; the first one counts.
  private static Map<String, List<String>> values(String text) throws RefusedException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (YamlLeaf leaf : YamlLeaves.of(text)) {
      if (leaf.document() == 0) {
        values.computeIfAbsent(leaf.path(), _ -> new ArrayList<>()).add(leaf.value());
      }
    }
    return values;
  }
}
