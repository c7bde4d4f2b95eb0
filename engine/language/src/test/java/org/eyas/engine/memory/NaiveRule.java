package org.eyas.engine.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random rule that remembers: its conditions are sets of values of {@code t.other}.
 *
 * @param kind {@code count}, {@code distinct}, {@code sum}, {@code sequence} or {@code set}
 * @param steps the values with which each step matches; one for a threshold
 * @param until the values that end what is open; empty for none
 * @param seconds the window
 */
record NaiveRule(
    String kind, List<List<String>> steps, List<String> until, List<String> by, long atLeast, boolean tumbling, long seconds) {

  static NaiveRule random(Random random) {
    String kind = List.of("count", "distinct", "sum", "sequence", "set").get(random.nextInt(5));
    boolean many = kind.equals("sequence") || kind.equals("set");
    List<List<String>> steps = new ArrayList<>();
    for (int count = many ? 2 + random.nextInt(3) : 1; count > 0; count--) {
      steps.add(some(random));
    }
    List<String> until = many && random.nextBoolean() ? List.of("abcd".substring(random.nextInt(4)).substring(0, 1)) : List.of();
    List<String> by = new ArrayList<>(List.of("t.text", "t.int"));
    while (by.size() > random.nextInt(3)) {
      by.removeLast();
    }
    long atLeast = kind.equals("sum") ? 1 + random.nextInt(12) : 1 + random.nextInt(4);
    return new NaiveRule(kind, steps, until, by, atLeast, random.nextBoolean(), 1 + random.nextInt(12));
  }

  private static List<String> some(Random random) {
    List<String> some = new ArrayList<>();
    while (some.isEmpty()) {
      for (String value : List.of("a", "b", "c", "d")) {
        if (random.nextInt(3) == 0) {
          some.add(value);
        }
      }
    }
    return some;
  }

  boolean isThreshold() {
    return steps.size() == 1;
  }

  static boolean matches(List<String> step, Map<String, Object> values) {
    return step.contains(values.get("t.other"));
  }

  String document() {
    StringBuilder out = new StringBuilder("- rule: r\n  desc: d\n  source: fake\n  priority: INFO\n");
    if (isThreshold()) {
      out.append("  output: 'value=%threshold.value'\n  threshold:\n    condition: ").append(condition(steps.getFirst()));
      out.append(
          switch (kind) {
            case "count" -> "\n    count: " + atLeast;
            case "distinct" -> "\n    distinct: t.int2\n    at_least: " + atLeast;
            default -> "\n    sum: t.int2\n    at_least: " + atLeast;
          });
      out.append(tumbling ? "\n    window: tumbling" : "");
    } else {
      out.append("  output: 'events=");
      for (int i = 0; i < steps.size(); i++) {
        out.append(kind.equals("set") || i == 0 ? "%s" + i + ".t.uint64 " : "");
      }
      out.append("'\n  sequence:\n    steps:");
      for (int i = 0; i < steps.size(); i++) {
        out.append("\n      - {name: s").append(i).append(", condition: '").append(condition(steps.get(i))).append("'}");
      }
      out.append(kind.equals("set") ? "\n    ordered: false" : "");
      out.append(until.isEmpty() ? "" : "\n    until: " + condition(until));
    }
    out.append("\n    within: ").append(seconds).append("s");
    return out.append("\n    by: [").append(String.join(", ", by)).append("]\n").toString();
  }

  private static String condition(List<String> values) {
    return "t.other in (" + String.join(", ", values) + ")";
  }
}
