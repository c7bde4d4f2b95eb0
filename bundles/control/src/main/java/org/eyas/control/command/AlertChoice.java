package org.eyas.control.command;

import java.util.Locale;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.control.PastAlert;

/**
 * The alerts that a client wants to see: those whose container and pod contain these texts, in upper or lower case.
 *
 * @param container empty for any container, and for alerts of the host
 * @param pod the same for pods
 */
record AlertChoice(String container, String pod) {
  static AlertChoice of(Request request) {
    return new AlertChoice(request.options().getOrDefault("container", ""), request.options().getOrDefault("pod", ""));
  }

  boolean isAll() {
    return container.isEmpty() && pod.isEmpty();
  }

  boolean accepts(PastAlert past) {
    AlertPlace place = AlertPlace.of(past.alert());
    return contains(place.container(), container) && contains(place.pod(), pod);
  }

  private static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
