package org.eyas.api.alert;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes alerts about the engine itself ("Falco internal: ..."), which go out through every channel like those of rules.
 * May be called from any thread; never waits.
 */
@ProviderType
public interface InternalAlerts {
  /**
   * Raises an alert of source "internal" at the time of the call.
   *
   * @param rule Falco's name of it: "Falco internal: hot restart failure"
   * @param message what happened
   * @param fields values as in {@link Alert#fields}
   */
  void raise(Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields);
}
