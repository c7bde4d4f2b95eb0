package org.eyas.engine.statistics;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eyas.api.source.CaptureStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that gets a line of counters at each interval, in the layout of Falco up to 0.32 ({@code -s}): JSON objects, each
 * followed by a comma. The last line is written at the end, so that a short run has one too.
 */
public final class StatisticsFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatisticsFile.class);

  private final Writer file;
  private final Supplier<CaptureStats> counters;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("statistics").factory());
  private CaptureStats before = new CaptureStats(0, 0);
  private long sample;

  private StatisticsFile(Writer file, Supplier<CaptureStats> counters) {
    this.file = file;
    this.counters = counters;
  }

  /** Opens the file for appending, and starts. */
  public static StatisticsFile open(Path path, int intervalMillis, Supplier<CaptureStats> counters) throws IOException {
    Writer writer = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    StatisticsFile file = new StatisticsFile(writer, counters);
    long interval = Math.max(1, intervalMillis);
    file.timer.scheduleAtFixedRate(file::append, interval, interval, TimeUnit.MILLISECONDS);
    return file;
  }

  private synchronized void append() {
    try {
      CaptureStats now = counters.get();
      file.write(line(++sample, now, before));
      file.flush();
      before = now;
    } catch (IOException | RuntimeException e) {
      LOG.warn("statistics are no longer written: {}", e.toString());
      timer.shutdown();
    }
  }

  static String line(long sample, CaptureStats now, CaptureStats before) {
    CaptureStats delta = new CaptureStats(now.events() - before.events(), now.dropped() - before.dropped());
    double dropped = delta.events() == 0 ? 0 : 100.0 * delta.dropped() / delta.events();
    String percent = dropped == Math.rint(dropped) ? String.valueOf((long) dropped) : String.format(Locale.ROOT, "%.4f", dropped);
    return "{\"sample\": " + sample + ", \"cur\": " + object(now) + ", \"delta\": " + object(delta)
        + ", \"drop_pct\": " + percent + "},\n";
  }

  // Drivers do not count preemptions any more; readers of the file expect the key.
  private static String object(CaptureStats stats) {
    return "{\"events\": " + stats.events() + ", \"drops\": " + stats.dropped() + ", \"preemptions\": 0}";
  }

  @Override
  public void close() throws IOException {
    timer.shutdown();
    append();
    file.close();
  }
}
