package org.eyas.engine.journal;

import java.util.StringJoiner;
import org.eyas.api.control.JournalSpan;

/** Writes the remark that tells which events a journal lacks, and for which reason. */
final class JournalRemark {
  private static final long SECOND = 1_000_000_000L;
  /** The length of a journal, in seconds, below which it gets a remark. */
  private static final long SHORT_SECONDS = 60;

  private JournalRemark() {}

  /**
   * @param problem the reason for which nothing is recorded; empty if there is no problem
   * @param isFull whether the oldest events were dropped for new ones
   * @param isWhole whether all processes that existed at its beginning are known
   */
  static JournalSpan on(JournalSpan span, String problem, boolean isFull, boolean isWhole) {
    StringJoiner remark = new StringJoiner("; ");
    if (!problem.isEmpty()) {
      remark.add("events are not recorded: " + problem);
    }
    if (span.events() > 0) {
      events(span, isFull, isWhole, remark);
    }
    return new JournalSpan(
        span.recording(), span.firstNanos(), span.lastNanos(), span.events(), span.bytes(), span.limitBytes(), remark.toString());
  }

  private static void events(JournalSpan span, boolean isFull, boolean isWhole, StringJoiner remark) {
    long nanos = Math.max(1, span.lastNanos() - span.firstNanos());
    long seconds = nanos / SECOND;
    if (isFull && seconds < SHORT_SECONDS) {
      double bytes = (double) span.bytes() / nanos * SHORT_SECONDS * SECOND;
      remark.add(
          "it covers " + seconds(seconds) + " only, older events were dropped; a minute takes about " + megabytes(bytes) + " MB");
    } else if (seconds < SHORT_SECONDS) {
      remark.add("it covers " + seconds(seconds) + " only, since the recording started");
    }
    if (!span.recording()) {
      remark.add("recording has ended: later events are missing");
    }
    if (!isWhole) {
      remark.add("there are too many threads to record them all at once: threads without an event in this time are missing");
    }
  }

  private static String seconds(long seconds) {
    return seconds == 0 ? "less than a second" : seconds == 1 ? "1 second" : seconds + " seconds";
  }

  // Rounds up to two digits, because the number is an estimate.
  private static long megabytes(double bytes) {
    long megabytes = Math.max(1, (long) Math.ceil(bytes / (1 << 20)));
    long step = 1;
    while (megabytes / step >= 100) {
      step *= 10;
    }
    return (megabytes + step - 1) / step * step;
  }
}
