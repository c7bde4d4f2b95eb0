package org.eyas.engine.dispatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts that a receiver never accepts although it accepts others: counted, logged, and stored as JSON in a file for an
 * administrator.
 */
final class RefusedAlerts {
  static final String NAME = "refused.jsonl";
  private static final Logger LOG = LoggerFactory.getLogger(RefusedAlerts.class);
  private static final long MAX_BYTES = 10L << 20;

  private final String output;
  private final ChannelStatus status;
  private final Path file;
  private final AtomicLong count = new AtomicLong();

  RefusedAlerts(String output, ChannelStatus status, Path directory) {
    this.output = output;
    this.status = status;
    this.file = directory.resolve(NAME);
  }

  void add(RenderedAlert alert) {
    count.incrementAndGet();
    LOG.error(
        "Output '{}' accepts other alerts but not this one of rule '{}', which is put aside ({}): {}",
        output, alert.alert().rule(), kept(alert), status.state().lastError());
  }

  private String kept(RenderedAlert alert) {
    try {
      if (Files.exists(file) && Files.size(file) >= MAX_BYTES) {
        return file + " is full, move it away";
      }
      byte[] line = (alert.json() + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return "it is in " + file;
    } catch (IOException e) {
      return file + " cannot be written: " + Reason.of(e);
    }
  }

  long count() {
    return count.get();
  }
}
