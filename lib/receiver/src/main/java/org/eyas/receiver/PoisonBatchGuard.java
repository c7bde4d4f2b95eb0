package org.eyas.receiver;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the first batch of a run aside if the three runs before ended while it was being evaluated: otherwise, a batch that ends
 * the process, for example because it needs too much memory, would end every run. The consumer's thread calls it for each batch;
 * only for the first one, it uses files beside the spool:
 *
 * <pre>
 *   begun           one byte for each run that began with the batch; removed at its commit
 *   refused.json    batches that were set aside, for an administrator, one after the other
 * </pre>
 */
final class PoisonBatchGuard {
  private static final Logger LOG = LoggerFactory.getLogger(PoisonBatchGuard.class);
  private static final int MOST_RUNS = 3;
  private static final long MOST_BYTES = 16L << 20;

  private final Path begun;
  private final Path refused;
  private final AtomicLong count = new AtomicLong();
  private boolean first = true;
  private boolean counted;

  PoisonBatchGuard(Path directory) {
    begun = directory.resolve("begun");
    refused = directory.resolve("refused.json");
  }

  /** Whether the batch was set aside, so that it must not be evaluated. If it is not, its evaluation counts as begun. */
  boolean isSetAside(ReceivedBatch batch) {
    if (!first) {
      return false;
    }
    if (runs() >= MOST_RUNS) {
      setAside(batch);
      return true;
    }
    first = false;
    begin();
    return false;
  }

  private long runs() {
    try {
      return Files.exists(begun) ? Files.size(begun) : 0;
    } catch (IOException e) {
      LOG.debug("Runs cannot be counted", e);
      return 0;
    }
  }

  // If the file cannot be written, for example because the disk is full, the batch is evaluated nevertheless.
  private void begin() {
    counted = true;
    try {
      Files.write(begun, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.debug("A run cannot be counted", e);
    }
  }

  private void setAside(ReceivedBatch batch) {
    count.incrementAndGet();
    LOG.error(
        "The process ended {} times while it evaluated the oldest batch ({} bytes, sender '{}'). The batch is set aside: {}."
            + " Give the process more memory and send the batch again, or report this",
        MOST_RUNS, batch.length(), batch.sender(), append(batch));
    remove();
  }

  // Returns where the batch is, for the log.
  private String append(ReceivedBatch batch) {
    try {
      if (Files.exists(refused) && Files.size(refused) + batch.length() > MOST_BYTES) {
        return "it is lost, because " + refused + " is full; move this file away";
      }
      try (OutputStream out = Files.newOutputStream(refused, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        out.write(batch.bytes(), batch.offset(), batch.length());
        out.write('\n');
      }
      return "it is in " + refused;
    } catch (IOException e) {
      return "it is lost, because " + refused + " cannot be written: " + Reason.of(e);
    }
  }

  /** Notes that the batch was committed, so that it is not blamed for the end of the process. */
  void commit() {
    if (counted) {
      counted = false;
      remove();
    }
  }

  private void remove() {
    try {
      Files.deleteIfExists(begun);
    } catch (IOException e) {
      LOG.debug("The count of runs cannot be removed", e);
    }
  }

  /** How many batches were set aside. Any thread may call it. */
  long count() {
    return count.get();
  }
}
