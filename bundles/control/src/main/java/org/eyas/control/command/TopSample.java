package org.eyas.control.command;

import java.util.List;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OutputStatus;
import org.eyas.api.control.SourceStatus;

/**
 * The figures that the engine reported at one moment.
 *
 * @param nanos the moment, as System.nanoTime() counts
 * @param rules the number of enabled rules
 * @param hits how often rules fired since the engine started
 */
record TopSample(
    long nanos, List<SourceStatus> sources, List<OutputStatus> outputs, List<HealthProblem> problems, long rules,
    long hits) {
  private static final double SECOND = 1e9;

  double secondsSince(TopSample earlier) {
    return (nanos - earlier.nanos) / SECOND;
  }

  long lost() {
    return sources.stream().mapToLong(SourceStatus::lost).sum();
  }

  /** Events of one source per second. A source that was opened again, or is new, counts from 0. */
  long eventsPerSecond(SourceStatus source, TopSample earlier) {
    long before =
        earlier.sources.stream().filter(other -> other.source().equals(source.source())).mapToLong(SourceStatus::events).sum();
    return perSecond(source.events(), before, earlier);
  }

  /** Alerts per second that left an output. */
  long sentPerSecond(OutputStatus output, TopSample earlier) {
    String name = output.channel().name();
    long before =
        earlier.outputs.stream().filter(other -> other.channel().name().equals(name)).mapToLong(OutputStatus::sent).sum();
    return perSecond(output.sent(), before, earlier);
  }

  private long perSecond(long count, long before, TopSample earlier) {
    return Math.round((count >= before ? count - before : count) / secondsSince(earlier));
  }
}
