package org.eyas.engine.query;

import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.alert.AlertProgram;
import org.eyas.api.history.PastAlert;
import org.jspecify.annotations.Nullable;

/** A condition: a named value matches a text. If the value is a list, one element must match. */
record ValueCondition(String name, TextPattern pattern) implements QueryCondition {
  /** The characters of numbers and truth values, which the archive does not store as text. */
  private static final String OF_NUMBERS = "0123456789+-.aefilnrstuy";

  @Override
  public boolean accepts(PastAlert past) {
    Alert alert = past.alert();
    return switch (name) {
      case SearchKeyHashes.RULE -> pattern.matches(alert.rule());
      case SearchKeyHashes.SOURCE -> pattern.matches(alert.source());
      case SearchKeyHashes.CONTAINER -> pattern.matches(AlertPlace.of(alert).container());
      case SearchKeyHashes.POD -> pattern.matches(AlertPlace.of(alert).pod());
      case SearchKeyHashes.PROGRAM -> pattern.matches(AlertProgram.of(alert));
      case SearchKeyHashes.TAG -> alert.tags().stream().anyMatch(pattern::matches);
      default -> isLike(alert.fields().get(name));
    };
  }

  private boolean isLike(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case List<?> list -> list.stream().anyMatch(this::isLike);
      default -> pattern.matches(value.toString());
    };
  }

  @Override
  public boolean isPossible(AlertSummary summary) {
    return !pattern.isExact() || summary.mayContain(SearchKeyHashes.hash(name, pattern.pieces().getFirst()));
  }

  // The place of a pod consists of two texts.
  @Override
  public String needle() {
    String needle = pattern.needle();
    boolean joined = name.equals(SearchKeyHashes.POD);
    return joined || needle.chars().allMatch(letter -> OF_NUMBERS.indexOf(letter) >= 0) ? "" : needle;
  }
}
