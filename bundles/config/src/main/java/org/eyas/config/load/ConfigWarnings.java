package org.eyas.config.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.yaml.ConfigMistake;

/** The warnings about a configuration: lines for the log, with all keys of the same problem on one line. */
final class ConfigWarnings {
  private record Group(String place, String effect, String why) {}

  private final Map<Group, List<String>> groups = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<ConfigMistake> mistakes = new ArrayList<>();

  void add(String line) {
    lines.add(line);
  }

  void add(ConfigMistake mistake) {
    mistakes.add(mistake);
    lines.add(mistake.line());
  }

  List<ConfigMistake> mistakes() {
    return List.copyOf(mistakes);
  }

  /**
   * Adds a key that does not have its effect.
   *
   * @param shown the key, with its value if that matters
   * @param effect the text after the keys: "has no effect"
   */
  void add(String place, String shown, String effect, String why) {
    groups.computeIfAbsent(new Group(file(place), effect, why), group -> new ArrayList<>()).add(place + "\n" + shown);
  }

  // Keys of one file share a line without line numbers; a single key keeps its line number.
  private static String file(String place) {
    return place.startsWith(ConfigSource.OPTION) ? place : place.replaceFirst(":[0-9]+$", "");
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    groups.forEach((group, members) -> all.add(line(group, members)));
    return all;
  }

  private static String line(Group group, List<String> members) {
    String place = members.size() == 1 ? members.getFirst().split("\n")[0] : group.place();
    List<String> shown = members.stream().map(member -> "'" + member.split("\n", 2)[1] + "'").toList();
    String effect = members.size() == 1 ? group.effect() : group.effect().replaceFirst("^has ", "have ");
    return place + ": " + String.join(", ", shown) + " " + effect + ": " + group.why();
  }
}
