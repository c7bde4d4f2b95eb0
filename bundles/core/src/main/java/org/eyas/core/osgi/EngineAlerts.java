package org.eyas.core.osgi;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts alerts about the engine itself among the others. */
@Component
public final class EngineAlerts implements InternalAlerts {
  private static final String SOURCE = "internal";

  private final Outputs outputs;

  @Activate
  public EngineAlerts(@Reference Outputs outputs) {
    this.outputs = outputs;
  }

  @Override
  public void raise(Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields) {
    outputs
        .dispatcher()
        .offer(new Alert(nanosNow(), priority, rule, SOURCE, message, fields, Collections.emptySortedSet()));
  }

  private static long nanosNow() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
