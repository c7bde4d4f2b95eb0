package org.eyas.console.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;

/**
 * A configuration with {@code (hidden 1)}, {@code (hidden 2)} ... in place of its secrets, so that it can be shown and edited;
 * an edited text gets them back. A secret comes back only where a secret may stand: it cannot be moved to where one could read it.
 */
public final class HiddenText {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\(hidden (\\d{1,6})\\)");
  private static final Pattern COMMENT =
      Pattern.compile("(?im)^(\\s*#.*(?:passw|passphrase|secret|token|api_?key|access_?key|credential|authorization|bearer|url)\\w*\\s*:\\s*)(\\S.*)$");

  private static final int SHORTEST_WORD = 6;

  private final String shown;
  private final List<Leaf> secrets;
  private final List<String> sources;
  private final Map<String, String> comments;

  private HiddenText(String shown, List<Leaf> secrets, List<String> sources, Map<String, String> comments) {
    this.shown = shown;
    this.secrets = secrets;
    this.sources = sources;
    this.comments = comments;
  }

  /** @throws RefusedException where the text is no YAML: nobody knows then what in it is secret */
  public static HiddenText of(String text) throws RefusedException {
    List<Leaf> secrets =
        YamlLeaves.of(text).stream()
            .filter(SecretKeys::is)
            .collect(Collectors.toMap(Leaf::start, leaf -> leaf, (one, same) -> one, LinkedHashMap::new))
            .values().stream()
            .sorted(Comparator.comparingInt(Leaf::start))
            .toList();
    StringBuilder shown = new StringBuilder(text);
    List<String> sources = new ArrayList<>();
    for (int i = secrets.size() - 1; i >= 0; i--) {
      Leaf secret = secrets.get(i);
      sources.addFirst(text.substring(secret.start(), secret.end()));
      shown.replace(secret.start(), secret.end(), "(hidden " + (i + 1) + ")");
    }
    Map<String, String> comments = new LinkedHashMap<>();
    String all = COMMENT.matcher(shown).replaceAll(match -> {
      String line = match.group(1) + "(hidden line " + (comments.size() + 1) + ")";
      comments.put(line, match.group());
      return Matcher.quoteReplacement(line);
    });
    return new HiddenText(all, secrets, sources, comments);
  }

  /** What may be shown. */
  public String shown() {
    return shown;
  }

  public int count() {
    return secrets.size() + comments.size();
  }

  /** A message with the secrets that it quotes made unreadable. */
  public String without(String message) {
    String text = message;
    for (Leaf secret : secrets) {
      text = text.replace(secret.value(), "(hidden)");
      for (String word : secret.value().split("\\s+")) {
        text = word.length() < SHORTEST_WORD ? text : text.replace(word, "(hidden)");
      }
    }
    return text;
  }

  /**
   * An edited text with the secrets in their places.
   *
   * @throws RefusedException where it is no YAML, or has a placeholder where no secret may stand
   */
  public String restore(String edited) throws RefusedException {
    StringBuilder text = new StringBuilder(edited);
    List<Leaf> leaves = YamlLeaves.of(edited).stream().sorted(Comparator.comparingInt(Leaf::start).reversed()).toList();
    int before = Integer.MAX_VALUE;
    for (Leaf leaf : leaves) {
      Matcher matcher = PLACEHOLDER.matcher(leaf.value());
      if (leaf.start() < before && matcher.find()) {
        text.replace(leaf.start(), leaf.end(), source(leaf, matcher));
        before = leaf.start();
      }
    }
    return text.toString().lines().map(line -> comments.getOrDefault(line, line)).collect(Collectors.joining("\n"))
        + (edited.endsWith("\n") ? "\n" : "");
  }

  private String source(Leaf leaf, Matcher placeholder) throws RefusedException {
    int number = Integer.parseInt(placeholder.group(1));
    if (!placeholder.group().equals(leaf.value()) || number < 1 || number > sources.size()
        || !secrets.get(number - 1).key().equals(leaf.key())) {
      throw new RefusedException(leaf.path() + ": " + placeholder.group() + " stands for a value of another key; write the value itself");
    }
    return sources.get(number - 1);
  }
}
