package org.eyas.api.alert;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Raises alerts about the engine itself ("Falco internal: ..."). They go to every channel, as the alerts of rules do. The engine
 * offers this service. Any thread may call it; a call never waits.
 */
@ProviderType
public interface InternalAlerts {
  /**
   * Raises an alert with source "internal" and the current time.
   *
   * @param rule the rule name that Falco uses: "Falco internal: hot restart failure"
   * @param message what happened, for people
   * @param fields values of the types that {@link Alert#fields} allows
   */
  void raise(Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields);
}
