package org.eyas.console.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;

/** The values of a configuration text by key, in the form of {@link FormValue}. Only the first document counts. */
public final class ConfigurationValues {
  private final List<YamlLeaf> leaves;

  private ConfigurationValues(List<YamlLeaf> leaves) {
    this.leaves = leaves;
  }

  /** @throws RefusedException if the text is not YAML */
  public static ConfigurationValues of(String text) throws RefusedException {
    return new ConfigurationValues(YamlLeaves.of(text).stream().filter(leaf -> leaf.document() == 0).toList());
  }

  /**
   * One value without its secrets, for a form.
   *
   * @param yaml the value on one line
   */
  public static String redactedValue(String key, String yaml) throws RefusedException {
    String[] parts = key.split("\\.");
    String text = Stream.of(parts).map(part -> "{" + part + ": ").collect(Collectors.joining()) + yaml + "}".repeat(parts.length);
    return of(RedactedConfiguration.of(text).redacted()).lines(key);
  }

  public boolean has(String key) {
    return leaves.stream().anyMatch(leaf -> isAt(leaf, key));
  }

  private static boolean isAt(YamlLeaf leaf, String key) {
    String path = leaf.path();
    return path.startsWith(key) && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0);
  }

  /** The value of a key; of a list or a map, one line for each element. */
  public String lines(String key) {
    return leaves.stream().filter(leaf -> isAt(leaf, key)).map(leaf -> line(leaf, key)).collect(Collectors.joining("\n"));
  }

  /** Whether all values of a key are one line each. */
  public boolean areLines(String key) {
    return leaves.stream().noneMatch(leaf -> isAt(leaf, key) && leaf.value().indexOf('\n') >= 0);
  }

  private static String line(YamlLeaf leaf, String key) {
    String rest = leaf.path().substring(key.length());
    return rest.startsWith(".") ? rest.substring(1) + ": " + leaf.value() : leaf.value();
  }

  /** The number of elements of a list. */
  public int size(String key) {
    Pattern element = Pattern.compile(Pattern.quote(key) + "\\[(\\d{1,6})].*", Pattern.DOTALL);
    return leaves.stream().map(leaf -> element.matcher(leaf.path())).filter(Matcher::matches)
        .mapToInt(matcher -> Integer.parseInt(matcher.group(1)) + 1).max().orElse(0);
  }
}
