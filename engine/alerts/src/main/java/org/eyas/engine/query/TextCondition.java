package org.eyas.engine.query;

import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.history.PastAlert;

/**
 * A condition: a text is in the message, the rule's name, the tags, the source, or the name of the container or pod.
 */
record TextCondition(TextPattern pattern) implements QueryCondition {
  @Override
  public boolean accepts(PastAlert past) {
    Alert alert = past.alert();
    return pattern.isIn(alert.message())
        || pattern.isIn(alert.rule())
        || alert.tags().stream().anyMatch(pattern::isIn)
        || pattern.isIn(alert.source())
        || isIn(AlertPlace.of(alert));
  }

  private boolean isIn(AlertPlace place) {
    return pattern.isIn(place.container()) || pattern.isIn(place.pod());
  }

  // A namespace and a name are kept separately.
  @Override
  public String needle() {
    String needle = pattern.needle();
    return needle.contains("/") ? "" : needle;
  }
}
