package org.eyas.core.output;

import java.time.Instant;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.eyas.engine.alert.InternalAlert;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sends alerts about the engine itself to the outputs. */
@Component
public final class EngineAlerts implements InternalAlerts {
  private final AlertOutputs outputs;

  @Activate
  public EngineAlerts(@Reference AlertOutputs outputs) {
    this.outputs = outputs;
  }

  @Override
  public void raise(Priority priority, String rule, String message, SortedMap<String, @Nullable Object> fields) {
    outputs.dispatcher().offer(InternalAlert.of(nanosNow(), priority, rule, message, fields));
  }

  private static long nanosNow() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
