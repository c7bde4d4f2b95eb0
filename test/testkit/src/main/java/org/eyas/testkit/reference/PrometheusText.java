package org.eyas.testkit.reference;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of Prometheus' text format 0.0.4. Each family must have exactly one HELP and one TYPE before its samples, and
 * its samples must be adjacent. Names, labels and escapes must be valid, and no sample may occur twice.
 */
public final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern META = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.+)");
  private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(\\{.*\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
  private static final Set<String> TYPES = Set.of("counter", "gauge", "summary", "histogram", "untyped");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Set<String> helped = new HashSet<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Set<String> left = new HashSet<>();
  private String family = "";

  private PrometheusText() {}

  /** @throws IllegalArgumentException if the text does not have this format; the message contains the line */
  public static PrometheusText parse(String text) {
    PrometheusText parsed = new PrometheusText();
    require(text.isEmpty() || text.endsWith("\n"), "the text does not end with a line feed");
    text.lines().filter(line -> !line.isEmpty()).forEach(parsed::line);
    parsed.types.keySet().forEach(name -> require(parsed.helped.contains(name), "there is no HELP for " + name));
    return parsed;
  }

  /** The type of each family, in the order of the text. */
  public Map<String, String> types() {
    return types;
  }

  /** The values, by name and sorted labels: {@code a_total{x="1",y="2"}}. */
  public Map<String, Double> samples() {
    return samples;
  }

  /** The samples with their types and labels, without their values. */
  public List<FalcoMetricTable.Served> served() {
    return samples.keySet().stream().map(this::served).toList();
  }

  private FalcoMetricTable.Served served(String key) {
    int braces = key.indexOf('{');
    String name = braces < 0 ? key : key.substring(0, braces);
    return new FalcoMetricTable.Served(name, types.getOrDefault(name, ""), braces < 0 ? Map.of() : labels(key.substring(braces)));
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException(what);
    }
  }

  private void line(String line) {
    if (!line.startsWith("#")) {
      sample(line);
      return;
    }
    Matcher meta = META.matcher(line);
    require(meta.matches(), "neither HELP nor TYPE: " + line);
    enter(meta.group(2));
    if (meta.group(1).equals("HELP")) {
      require(helped.add(family) && !types.containsKey(family), "HELP is not the first and only one: " + line);
      return;
    }
    require(TYPES.contains(meta.group(3)), "unknown type: " + line);
    require(types.put(family, meta.group(3)) == null, "a second TYPE: " + line);
    require(!meta.group(3).equals("counter") || family.endsWith("_total"), "a counter's name does not end with _total: " + line);
  }

  private void enter(String name) {
    if (!name.equals(family)) {
      require(left.add(family) && !left.contains(name), "the lines of " + name + " are not adjacent");
      family = name;
    }
  }

  private void sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    require(sample.matches(), "not a sample: " + line);
    String name = sample.group(1);
    boolean summary = "summary".equals(types.get(family));
    require(types.containsKey(family), "a sample without TYPE: " + line);
    require(
        name.equals(family) || summary && (name.equals(family + "_sum") || name.equals(family + "_count")),
        "a sample of another family: " + line);
    Map<String, String> labels = sample.group(2) == null ? Map.of() : labels(sample.group(2));
    double value = Double.parseDouble(sample.group(3).replace("+Inf", "Infinity").replace("-Inf", "-Infinity"));
    require(samples.put(key(name, labels), value) == null, "the same sample twice: " + line);
  }

  private static Map<String, String> labels(String braces) {
    Map<String, String> labels = new TreeMap<>();
    String inside = braces.substring(1, braces.length() - 1);
    Matcher label = LABEL.matcher(inside);
    int end = 0;
    while (end < inside.length()) {
      require(label.find(end) && label.start() == end, "not a label: " + inside.substring(end));
      require(labels.put(label.group(1), label.group(2)) == null, "a label twice: " + inside);
      end = label.end();
    }
    return labels;
  }

  private static String key(String name, Map<String, String> labels) {
    if (labels.isEmpty()) {
      return name;
    }
    StringBuilder key = new StringBuilder(name).append('{');
    labels.forEach((label, value) -> key.append(label).append("=\"").append(value).append("\","));
    key.setCharAt(key.length() - 1, '}');
    return key.toString();
  }
}
