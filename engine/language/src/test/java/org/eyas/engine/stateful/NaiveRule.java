package org.eyas.engine.stateful;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A random stateful rule: its conditions are sets of values of {@code t.other}.
 *
 * @param kind {@code count}, {@code distinct}, {@code sum}, {@code first}, {@code sequence} or {@code set}
 * @param steps the values with which each step matches; one for a threshold
 * @param until the values that end what is open; empty for none
 * @param without the values that prevent the alert of their group; empty for none
 * @param waitSeconds how long they must not come
 * @param seconds the window, or how long {@code first} learns
 */
record NaiveRule(
    String kind, List<List<String>> steps, List<String> until, List<String> without, long waitSeconds, List<String> by,
    long atLeast, boolean tumbling, long seconds) {

  private static final long SLOW = 61;

  static NaiveRule random(Random random) {
    String kind = List.of("count", "distinct", "sum", "first", "sequence", "set").get(random.nextInt(6));
    boolean many = kind.equals("sequence") || kind.equals("set");
    List<List<String>> steps = new ArrayList<>();
    for (int count = many ? 1 + random.nextInt(4) : 1; count > 0; count--) {
      steps.add(some(random));
    }
    List<String> until = many && random.nextBoolean() ? one(random) : List.of();
    List<String> without = many && (steps.size() == 1 || random.nextBoolean()) ? one(random) : List.of();
    List<String> by = new ArrayList<>(List.of("t.text", "t.int"));
    while (by.size() > random.nextInt(3)) {
      by.removeLast();
    }
    long atLeast = kind.equals("sum") ? 1 + random.nextInt(12) : 1 + random.nextInt(4);
    long pace = random.nextInt(3) == 0 ? SLOW : 1;
    return new NaiveRule(
        kind, steps, until, without, (1 + random.nextInt(6)) * pace, by, atLeast, random.nextBoolean(),
        (1 + random.nextInt(12)) * pace);
  }

  /** A sequence whose steps come from two sources: events of the second one have values in upper case. */
  static NaiveRule ofTwoSources(Random random) {
    NaiveRule rule = random(random);
    while (rule.steps().size() < 2) {
      rule = random(random);
    }
    List<List<String>> steps = new ArrayList<>();
    for (List<String> step : rule.steps()) {
      steps.add(random.nextBoolean() ? step : capital(step));
    }
    steps.set(0, capital(steps.getFirst()));
    steps.set(steps.size() - 1, rule.steps().getLast()); // that of the rule
    List<String> until = random.nextBoolean() ? rule.until() : capital(rule.until());
    List<String> without = random.nextBoolean() ? rule.without() : capital(rule.without());
    return new NaiveRule(
        rule.kind(), steps, until, without, rule.waitSeconds(), rule.by(), rule.atLeast(), rule.tumbling(), rule.seconds());
  }

  private static List<String> capital(List<String> values) {
    return values.stream().map(each -> each.toUpperCase(Locale.ROOT)).toList();
  }

  /** What a rule prints of its last event: nothing of one of the second source. */
  static Object last(Map<String, Object> values) {
    boolean second = values.get("t.other") instanceof String text && Character.isUpperCase(text.charAt(0));
    return second ? "<NA>" : values.get("t.uint64");
  }

  private static List<String> one(Random random) {
    return List.of(List.of("a", "b", "c", "d").get(random.nextInt(4)));
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

  boolean isOrdered() {
    return kind.equals("sequence");
  }

  boolean isSequence() {
    return isOrdered() || kind.equals("set");
  }

  boolean isThreshold() {
    return Set.of("count", "distinct", "sum").contains(kind);
  }

  boolean isFirst() {
    return kind.equals("first");
  }

  /** Whether it continues after a restart. */
  boolean isLasting() {
    return isFirst() || seconds > 60 || !without.isEmpty() && waitSeconds > 60;
  }

  /** How much slower events come than with the shortest windows. */
  long pace() {
    return seconds > 60 ? SLOW : 1;
  }

  static boolean matches(List<String> step, Map<String, Object> values) {
    return step.contains(values.get("t.other"));
  }

  String document() {
    StringBuilder out = new StringBuilder("- rule: r\n  desc: d\n  source: fake\n  priority: INFO\n");
    if (isFirst()) {
      out.append("  output: 'value=%t.int2'\n  first:\n    value: t.int2\n    condition: ").append(condition(steps.getFirst()));
      out.append("\n    learn: ").append(seconds).append("s");
      return out.append("\n    by: [").append(String.join(", ", by)).append("]\n").toString();
    }
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
      out.append(without.isEmpty() ? "" : "last=%t.uint64");
      out.append("'\n  sequence:\n    steps:");
      for (int i = 0; i < steps.size(); i++) {
        out.append("\n      - {name: s").append(i).append(", ").append(source(steps.get(i))).append("condition: '")
            .append(condition(steps.get(i))).append("'}");
      }
      out.append(kind.equals("set") ? "\n    ordered: false" : "");
      out.append(until.isEmpty() ? "" : "\n    until: {" + source(until) + "condition: '" + condition(until) + "'}");
      String waits = "', for: " + waitSeconds + "s}";
      out.append(without.isEmpty() ? "" : "\n    without: {" + source(without) + "condition: '" + condition(without) + waits);
    }
    out.append("\n    within: ").append(seconds).append("s");
    return out.append("\n    by: [").append(String.join(", ", by)).append("]\n").toString();
  }

  private static String source(List<String> values) {
    return Character.isUpperCase(values.getFirst().charAt(0)) ? "source: second, " : "";
  }

  private static String condition(List<String> values) {
    return "t.other in (" + String.join(", ", values) + ")";
  }
}
