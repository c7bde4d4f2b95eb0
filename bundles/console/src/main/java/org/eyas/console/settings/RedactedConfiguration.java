package org.eyas.console.settings;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;

/**
 * A configuration with {@code (hidden 1)}, {@code (hidden 2)} ... instead of its secrets, so that it can be shown and
 * edited; an edited text gets the secrets back. A secret comes back only at the same key, and only if its destination is the
 * same, so that an editor of the text cannot move it to a place where it can be read.
 */
public final class RedactedConfiguration {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\(hidden (\\d{1,6})\\)");
  private static final Pattern HIDDEN_LINE = Pattern.compile("\\(hidden line \\d+\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern LISTED = Pattern.compile("eyas\\.environment(\\[\\d+])?");
  private static final Pattern COMMENT =
      Pattern.compile(
          "(?im)^(\\s*#.*(?:passw|passphrase|secret|token|api_?key|access_?key|credential|authorization|bearer|url)\\w*\\s*:\\s*)(\\S.*)$");

  private static final int SHORTEST_WORD = 6;

  private final String text;
  private final String shown;
  private final List<YamlLeaf> leaves;
  private final List<YamlLeaf> secrets;
  private final Map<String, String> comments;

  private RedactedConfiguration(String text, String shown, List<YamlLeaf> leaves, List<YamlLeaf> secrets,
      Map<String, String> comments) {
    this.text = text;
    this.shown = shown;
    this.leaves = leaves;
    this.secrets = secrets;
    this.comments = comments;
  }

  /** @throws RefusedException if the text is not YAML, because its secrets cannot be found then */
  public static RedactedConfiguration of(String text) throws RefusedException {
    List<YamlLeaf> leaves = YamlLeaves.of(text);
    List<YamlLeaf> secrets =
        leaves.stream()
            .filter(SecretKeys::isSecret)
            .collect(Collectors.toMap(YamlLeaf::start, leaf -> leaf, (one, same) -> one, LinkedHashMap::new))
            .values().stream()
            .sorted(Comparator.comparingInt(YamlLeaf::start))
            .toList();
    StringBuilder shown = new StringBuilder(text);
    for (int i = secrets.size() - 1; i >= 0; i--) {
      shown.replace(secrets.get(i).start(), secrets.get(i).end(), "(hidden " + (i + 1) + ")");
    }
    Map<String, String> comments = new LinkedHashMap<>();
    String all = COMMENT.matcher(shown).replaceAll(match -> {
      String line = match.group(1) + "(hidden line " + (comments.size() + 1) + ")";
      comments.put(line, match.group());
      return Matcher.quoteReplacement(line);
    });
    return new RedactedConfiguration(text, all, leaves, secrets, comments);
  }

  /** The text without secrets. */
  public String redacted() {
    return shown;
  }

  public int secretCount() {
    return secrets.size() + comments.size();
  }

  /** A message in which the secrets that it quotes are hidden. */
  public String redact(String message) {
    String safe = message;
    for (YamlLeaf secret : secrets) {
      safe = safe.replace(secret.value(), "(hidden)");
      for (String word : secret.value().split("\\s+")) {
        safe = word.length() < SHORTEST_WORD ? safe : safe.replace(word, "(hidden)");
      }
    }
    return safe;
  }

  /**
   * An edited text with the secrets in their places.
   *
   * @throws RefusedException if it is not YAML, has a placeholder at another key than before, or would send a secret to
   *     another destination than before
   */
  public String restore(String edited) throws RefusedException {
    List<YamlLeaf> placed = YamlLeaves.of(edited);
    for (YamlLeaf leaf : placed) {
      if (HIDDEN_LINE.matcher(leaf.value()).find()) {
        throw new RefusedException(leaf.path() + ": (hidden line ...) stands for a comment; write the value itself");
      }
      secretOf(leaf); // a value with an alias belongs to several keys: each is checked
    }
    String restored = filled(edited, placed);
    List<YamlLeaf> values = values(placed, restored);
    for (int i = 0; i < placed.size(); i++) {
      checkDestination(placed.get(i), values);
    }
    return restored;
  }

  private String filled(String edited, List<YamlLeaf> placed) throws RefusedException {
    StringBuilder filled = new StringBuilder(edited);
    int before = Integer.MAX_VALUE;
    for (YamlLeaf leaf : placed.stream().sorted(Comparator.comparingInt(YamlLeaf::start).reversed()).toList()) {
      Optional<YamlLeaf> secret = secretOf(leaf);
      if (leaf.start() < before && secret.isPresent()) {
        filled.replace(leaf.start(), leaf.end(), text.substring(secret.get().start(), secret.get().end()));
        before = leaf.start();
      }
    }
    return filled.toString().lines().map(line -> comments.getOrDefault(line, line)).collect(Collectors.joining("\n"))
        + (edited.endsWith("\n") ? "\n" : "");
  }

  // Empty if the value is not a placeholder.
  private Optional<YamlLeaf> secretOf(YamlLeaf leaf) throws RefusedException {
    Matcher placeholder = PLACEHOLDER.matcher(leaf.value());
    if (!placeholder.find()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(placeholder.group(1));
    boolean exists = placeholder.group().equals(leaf.value()) && number >= 1 && number <= secrets.size();
    if (!exists || !stoodAt(secrets.get(number - 1), leaf)) {
      throw new RefusedException(
          leaf.path() + ": " + placeholder.group() + " stands for the value of another key; write the value itself");
    }
    return Optional.of(secrets.get(number - 1));
  }

  private boolean stoodAt(YamlLeaf secret, YamlLeaf leaf) {
    return leaves.stream()
        .anyMatch(old -> old.start() == secret.start() && old.document() == leaf.document() && old.path().equals(leaf.path()));
  }

  // A secret of several lines at another depth could end the text or become other keys and values.
  private List<YamlLeaf> values(List<YamlLeaf> placed, String restored) throws RefusedException {
    List<YamlLeaf> values = leavesOrNone(restored);
    boolean same = placed.size() == values.size();
    for (int i = 0; same && i < placed.size(); i++) {
      String expected = secretOf(placed.get(i)).map(YamlLeaf::value).orElse(placed.get(i).value());
      same = values.get(i).path().equals(placed.get(i).path()) && values.get(i).value().equals(expected);
    }
    if (!same) {
      throw new RefusedException("the hidden values do not fit into the text as it is now; write the values themselves");
    }
    return values;
  }

  private static List<YamlLeaf> leavesOrNone(String restored) {
    try {
      return YamlLeaves.of(restored);
    } catch (RefusedException e) {
      return List.of();
    }
  }

  private void checkDestination(YamlLeaf placed, List<YamlLeaf> values) throws RefusedException {
    if (secretOf(placed).isEmpty() && !holdsUnlistedVariable(placed)) {
      return;
    }
    List<String> changed = SecretDestination.changedKeys(placed, leaves, values);
    if (!changed.isEmpty()) {
      throw new RefusedException(
          placed.path() + ": a hidden value cannot be kept when its destination changes (" + String.join(", ", changed)
              + "); write the value itself instead of " + placed.value());
    }
  }

  // The value of a variable is a secret too, unless the file allows changes to use the variable.
  private boolean holdsUnlistedVariable(YamlLeaf placed) {
    return SecretKeys.mayBeSecret(placed)
        && VARIABLE.matcher(placed.value()).results()
            .anyMatch(variable -> leaves.stream()
                .noneMatch(leaf -> LISTED.matcher(leaf.path()).matches() && leaf.value().equals(variable.group(1))));
  }
}
