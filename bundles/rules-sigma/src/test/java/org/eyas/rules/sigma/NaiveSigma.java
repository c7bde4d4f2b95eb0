package org.eyas.rules.sigma;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Evaluates selections of Sigma by their definition, on values of fields; a field without a value is not in the map. */
record NaiveSigma(Map<String, String> event, String keywords) {
  /** Wildcards in a list of tokens, which no text contains. */
  private static final char ANY = '\ufffe';

  private static final char ONE = '\uffff';

  private static final String DASHES = "-/\u2013\u2014\u2015";

  /** A map, a list of maps, or a list of keywords. */
  boolean holds(Object selection) {
    if (selection instanceof Map<?, ?> map) {
      return map.entrySet().stream().allMatch(entry -> holds((String) entry.getKey(), entry.getValue()));
    }
    List<?> list = (List<?>) selection;
    return list.stream().anyMatch(
        element -> element instanceof Map<?, ?> ? holds(element)
            : keywords != null && matches(keywords, ANY + tokens(String.valueOf(element)) + ANY, false));
  }

  private boolean holds(String key, Object values) {
    List<String> words = Arrays.asList(key.split("\\|"));
    List<String> modifiers = words.subList(1, words.size());
    String value = event.get(words.getFirst());
    List<?> all = values instanceof List<?> list ? list : Arrays.asList(values);
    boolean result =
        modifiers.contains("all")
            ? all.stream().allMatch(each -> holds(value, each, modifiers))
            : all.stream().anyMatch(each -> holds(value, each, modifiers));
    return modifiers.contains("neq") != result;
  }

  private boolean holds(String value, Object wanted, List<String> modifiers) {
    if (modifiers.contains("exists")) {
      return (value != null) == Boolean.TRUE.equals(wanted);
    }
    if (wanted == null || value == null) {
      return wanted == null && value == null;
    }
    String text = String.valueOf(wanted);
    if (modifiers.contains("re")) {
      return Pattern.compile(text, modifiers.contains("i") ? Pattern.CASE_INSENSITIVE : 0).matcher(value).find();
    }
    if (modifiers.contains("gte") || modifiers.contains("lt")) {
      return modifiers.contains("lt") ? Long.parseLong(value) < Long.parseLong(text)
          : Long.parseLong(value) >= Long.parseLong(text);
    }
    if (modifiers.contains("fieldref")) {
      String other = event.get(text);
      return other != null && value.equalsIgnoreCase(other);
    }
    if (modifiers.contains("windash")) {
      List<String> others = modifiers.stream().filter(word -> !word.equals("windash")).toList();
      return holds(value, text, others) || DASHES.chars()
          .anyMatch(dash -> holds(value, text.replaceAll("\\B[" + DASHES + "]\\b", String.valueOf((char) dash)), others));
    }
    String before = modifiers.contains("contains") || modifiers.contains("endswith") ? String.valueOf(ANY) : "";
    String after = modifiers.contains("contains") || modifiers.contains("startswith") ? String.valueOf(ANY) : "";
    return matches(value, before + tokens(text) + after, modifiers.contains("cased"));
  }

  private static boolean matches(String value, String tokens, boolean cased) {
    return cased
        ? matches(value, 0, tokens, 0)
        : matches(value.toLowerCase(Locale.ROOT), 0, tokens.toLowerCase(Locale.ROOT), 0);
  }

  private static boolean matches(String value, int v, String tokens, int t) {
    if (t == tokens.length()) {
      return v == value.length();
    }
    char c = tokens.charAt(t);
    if (c == ANY) {
      return matches(value, v, tokens, t + 1) || v < value.length() && matches(value, v + 1, tokens, t);
    }
    return v < value.length() && (c == ONE || value.charAt(v) == c) && matches(value, v + 1, tokens, t + 1);
  }

  /** A backslash is an ordinary character, unless a wildcard or a backslash follows. */
  private static String tokens(String pattern) {
    StringBuilder tokens = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length() && "\\*?".indexOf(pattern.charAt(i + 1)) >= 0) {
        tokens.append(pattern.charAt(++i));
      } else {
        tokens.append(c == '*' ? ANY : c == '?' ? ONE : c);
      }
    }
    return tokens.toString();
  }
}
