package org.eyas.core.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.eyas.engine.completeness.MinuteHistory;
import org.eyas.engine.relay.RecordedMeanwhile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports what a capture recorded while no process read it: one line, and the time of losses in the report of completeness. */
final class LeftCaptureReport implements Consumer<RecordedMeanwhile> {
  private static final Logger LOG = LoggerFactory.getLogger(LeftCaptureReport.class);

  private final Optional<Instant> left;
  private final Optional<Instant> checkpoint;
  private final MinuteHistory minutes;

  /**
   * @param left when the earlier process stopped to read; empty if it was killed
   * @param checkpoint when what rules remember was written
   */
  LeftCaptureReport(Optional<Instant> left, Optional<Instant> checkpoint, MinuteHistory minutes) {
    this.left = left;
    this.checkpoint = checkpoint;
    this.minutes = minutes;
  }

  @Override
  public void accept(RecordedMeanwhile recorded) {
    Instant until = Instant.ofEpochSecond(0, recorded.untilNanos());
    Instant from = left.orElse(recorded.events() == 0 ? until : Instant.ofEpochSecond(0, recorded.firstNanos()));
    String line = line(from, until, recorded);
    if (recorded.lost() == 0) {
      LOG.info(line);
    } else {
      LOG.warn(line);
      minutes.addBlindTime(from, until);
    }
    if (left.isEmpty()) { // a process that stops writes a last checkpoint
      checkpoint.filter(from::isAfter).ifPresent(written -> reportForgotten(written, from));
    }
  }

  private void reportForgotten(Instant written, Instant until) {
    LOG.warn(
        "Rules that remember events continue with those until {}, when the last process wrote its checkpoint; they have forgotten"
            + " the events of the {} s after it",
        written, Duration.between(written, until).toMillis() / 1e3);
    minutes.addForgottenTime(written, until);
  }

  private String line(Instant from, Instant until, RecordedMeanwhile recorded) {
    double seconds = Math.max(0, Duration.between(from, until).toMillis() / 1e3);
    String last = left.isPresent() ? "the stop of the last process" : "the last process, which did not stop properly";
    String losses = recorded.lost() == 0 ? "none were lost" : recorded.lost() + " were lost";
    return String.format(Locale.ROOT,
        "Continuing after %s: no process read system calls for %.1f s; %d events were recorded then, %s",
        last, seconds, recorded.events(), losses);
  }
}
