package org.eyas.api.control;

import java.util.List;
import org.eyas.api.alert.Alert;

/**
 * An alert that was raised.
 *
 * @param number counts alerts since the engine started, from 1
 * @param ancestors the process that did it and those above it, itself first, one line each; empty where nobody followed, or there
 *     were too many alerts in that second
 * @param explanation why the rule fired, as {@code eyas explain} prints it, without colours; empty as ancestors are
 */
public record PastAlert(long number, Alert alert, List<String> ancestors, String explanation) {
  public PastAlert {
    ancestors = List.copyOf(ancestors);
  }
}
