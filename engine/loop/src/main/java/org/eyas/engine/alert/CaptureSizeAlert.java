package org.eyas.engine.alert;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;

/** The alert about a capture that ended because its file reached its maximum size. */
public final class CaptureSizeAlert {
  private static final String RULE = "Falco internal: capture size limit reached";

  private CaptureSizeAlert() {}

  /**
   * @param megabytes {@code capture.max_file_size_mb}
   * @param written bytes of the file
   */
  public static Alert of(long megabytes, long written) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("max_file_size_mb", megabytes);
    fields.put("written_bytes", written);
    Instant now = Instant.now();
    long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    String message = RULE + ". Configured limit: " + megabytes + " MB.";
    return InternalAlert.of(nanos, Priority.INFORMATIONAL, RULE, message, fields);
  }
}
