package org.eyas.spool.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.failure.Reason;

/** The file beside a spool with the entries that were put aside, for an administrator: one line of JSON for each. */
public final class RefusedFile {
  private static final String NAME = "refused.jsonl";
  private static final long MAX_BYTES = 10L << 20;

  private final Path file;
  private final AtomicLong count = new AtomicLong();

  public RefusedFile(Path directory) {
    this.file = directory.resolve(NAME);
  }

  /**
   * Counts an entry and appends it. Returns its place, or the reason for which it is not in the file, as a clause for
   * the log.
   */
  public String add(String json) {
    count.incrementAndGet();
    try {
      if (Files.exists(file) && Files.size(file) >= MAX_BYTES) {
        return "it is lost, because " + file + " is full; move this file away";
      }
      Files.write(file, (json + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return "it is in " + file;
    } catch (IOException e) {
      return "it is lost, because " + file + " cannot be written: " + Reason.of(e);
    }
  }

  /** The number of entries that were added; any thread may call. */
  public long count() {
    return count.get();
  }
}
