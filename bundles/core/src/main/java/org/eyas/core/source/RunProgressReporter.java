package org.eyas.core.source;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.statistics.StatisticsFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reports the progress of a run: statistics in a file if requested, and a line of progress on a terminal. */
@Component(service = RunProgressReporter.class)
public final class RunProgressReporter {
  private final EngineSettings settings;
  private final PrintStream err;

  @Activate
  public RunProgressReporter(@Reference EngineSettings settings, @Reference(target = LauncherServices.ERR) PrintStream err) {
    this.settings = settings;
    this.err = err;
  }

  /** Reports the progress of a capture until the result is closed. */
  AutoCloseable start(Capture capture, boolean live) throws EngineException {
    long startNanos = System.nanoTime();
    ProgressLine progress = live ? ProgressLine.none() : ProgressLine.on(err, () -> events(capture));
    AutoCloseable statistics = statistics(capture);
    return () -> {
      progress.close();
      statistics.close();
      if (settings.verbose()) {
        CaptureStats stats = capture.stats();
        if (live) {
          err.println("Driver Events:" + (stats.events() + stats.dropped()));
          err.println("Driver Drops:" + stats.dropped());
        }
        summary(stats.events(), System.nanoTime() - startNanos);
      }
    };
  }

  /** Prints lines of statistics to standard error. */
  void print(List<String> lines) {
    lines.forEach(err::println);
  }

  private static String events(Capture capture) {
    return String.format(Locale.ROOT, "%,d events", capture.stats().events());
  }

  private AutoCloseable statistics(Capture capture) throws EngineException {
    String file = settings.statisticsFile();
    if (file.isEmpty()) {
      return () -> {};
    }
    try {
      return StatisticsFile.open(Path.of(file), settings.statisticsMillis(), capture::stats);
    } catch (IOException e) {
      throw new EngineException("option -s: cannot write to " + file + ": " + Reason.of(e));
    }
  }

  private void summary(long events, long nanos) {
    double seconds = nanos / 1e9;
    err.println(
        String.format(
            Locale.ROOT, "Elapsed time: %.3f, Captured Events: %d, %.2f eps", seconds, events, events / seconds));
  }
}
