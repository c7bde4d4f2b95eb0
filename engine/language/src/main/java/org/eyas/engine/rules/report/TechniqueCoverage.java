package org.eyas.engine.rules.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;

/**
 * The techniques of MITRE ATT&amp;CK that the tags of rules name. It says for what there are rules, and not how well these notice it.
 *
 * @param techniques by their id, such as {@code T1003.008}
 * @param untagged the number of rules that name no technique
 */
public record TechniqueCoverage(SortedMap<String, Rules> techniques, int untagged) {
  private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?");
  private static final String TACTIC = "mitre_";
  private static final String LAYER_VERSION = "4.5";
  private static final long MOST_SCORE = 5;

  /** The rules that name a technique, in the order of their definition, and the tactics that they name. */
  public record Rules(SortedSet<String> tactics, List<String> alerting, List<String> signals, List<String> disabled) {
    private Rules() {
      this(new TreeSet<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private void add(LoadedRule rule) {
      for (String tag : rule.alert().tags()) {
        if (tag.startsWith(TACTIC)) {
          tactics.add(tag.substring(TACTIC.length()).replace('_', ' '));
        }
      }
      List<String> kind = rule.isSignal() ? signals : alerting;
      (rule.enabled() ? kind : disabled).add(rule.name());
    }

    private String comment() {
      List<String> lines = new ArrayList<>(alerting);
      signals.forEach(name -> lines.add(name + " (signal)"));
      disabled.forEach(name -> lines.add(name + " (disabled)"));
      return String.join("\n", lines);
    }
  }

  public static TechniqueCoverage of(LoadResult loaded) {
    SortedMap<String, Rules> techniques = new TreeMap<>();
    int untagged = 0;
    for (LoadedRule rule : loaded.rules()) {
      List<String> named = rule.alert().tags().stream().filter(tag -> TECHNIQUE.matcher(tag).matches()).toList();
      named.forEach(id -> techniques.computeIfAbsent(id, any -> new Rules()).add(rule));
      untagged += named.isEmpty() ? 1 : 0;
    }
    return new TechniqueCoverage(techniques, untagged);
  }

  /** A line for each technique, and one with the sums. */
  public String text() {
    StringBuilder text = new StringBuilder(row("TECHNIQUE", "RULES", "SIGNALS", "DISABLED", "TACTICS"));
    techniques.forEach(
        (id, rules) -> text.append(
            row(id, count(rules.alerting()), count(rules.signals()), count(rules.disabled()),
                String.join(", ", rules.tactics()))));
    long alerting = techniques.values().stream().filter(rules -> !rules.alerting().isEmpty()).count();
    long signals = techniques.values().stream().filter(rules -> rules.alerting().isEmpty() && !rules.signals().isEmpty()).count();
    return text + "%d techniques: %d by rules that alert, %d only by signals, %d only by disabled rules. %d rules name none.%n"
        .formatted(techniques.size(), alerting, signals, techniques.size() - alerting - signals, untagged);
  }

  private static String row(String id, String rules, String signals, String disabled, String tactics) {
    return "%-11s%5s%9s%10s  %s".formatted(id, rules, signals, disabled, tactics).stripTrailing() + "\n";
  }

  private static String count(List<String> rules) {
    return Integer.toString(rules.size());
  }

  /** The same as a layer of the ATT&amp;CK Navigator: the score is the number of enabled rules and signals. */
  public Map<String, Object> layer() {
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("name", "Rules of Eyas");
    layer.put("versions", Map.of("layer", LAYER_VERSION));
    layer.put("domain", "enterprise-attack");
    layer.put("description",
        "The techniques that the tags of the rules name; the score is the number of enabled rules and signals.");
    layer.put("techniques", techniques.entrySet().stream().map(each -> technique(each.getKey(), each.getValue())).toList());
    Map<String, Object> gradient = new LinkedHashMap<>();
    gradient.put("colors", List.of("#ffffff", "#66b1ff"));
    gradient.put("minValue", 0L);
    gradient.put("maxValue", MOST_SCORE);
    layer.put("gradient", gradient);
    return layer;
  }

  private static Map<String, Object> technique(String id, Rules rules) {
    Map<String, Object> technique = new LinkedHashMap<>();
    technique.put("techniqueID", id);
    technique.put("score", Stream.of(rules.alerting(), rules.signals()).mapToLong(List::size).sum());
    technique.put("comment", rules.comment());
    technique.put("enabled", true);
    return technique;
  }
}
