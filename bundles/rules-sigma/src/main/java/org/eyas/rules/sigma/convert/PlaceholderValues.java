package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.rules.sigma.rule.SigmaException;

/** Replaces {@code %name%} in values with the modifier {@code expand} by the values that the mapping has for it. */
record PlaceholderValues(Map<String, List<String>> values) {
  private static final Pattern NAME = Pattern.compile("(?<!\\\\)%([^%\\\\]+)%");
  private static final int MOST = 10_000;

  /** All texts that a value stands for. */
  List<String> expand(String value) throws SigmaException {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(value));
    long length = 0;
    while (!open.isEmpty()) {
      String text = open.removeLast();
      Matcher found = NAME.matcher(text);
      if (!found.find()) {
        length = JoinedConditions.requireFitting(length + text.length());
        done.add(text.replace("\\%", "%"));
      } else {
        open.addAll(replaced(text, found));
      }
      if (done.size() + open.size() > MOST) {
        throw new SigmaException("placeholders stand for more than " + MOST + " values: " + value);
      }
    }
    return done;
  }

  /** A value of a placeholder is a text, in which a percent sign has no meaning. */
  private List<String> replaced(String text, Matcher found) throws SigmaException {
    List<String> known = values.get(found.group(1));
    if (known == null || known.isEmpty()) {
      throw new SigmaException(
          "the placeholder %" + found.group(1) + "% has no values; add them to a mapping file, under 'placeholders'");
    }
    return known.stream()
        .map(each -> text.substring(0, found.start()) + each.replace("%", "\\%") + text.substring(found.end()))
        .toList();
  }
}
