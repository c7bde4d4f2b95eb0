package org.eyas.fleet.job;

import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.streaming.api.TimerService;

/** The timers that a function has registered. */
final class EventTimers implements TimerService {
  private final SortedSet<Long> timers = new TreeSet<>();

  /** In milliseconds, sorted. */
  SortedSet<Long> all() {
    return timers;
  }

  @Override
  public long currentProcessingTime() {
    return 0;
  }

  @Override
  public long currentWatermark() {
    return 0;
  }

  @Override
  public void registerProcessingTimeTimer(long millis) {}

  @Override
  public void registerEventTimeTimer(long millis) {
    timers.add(millis);
  }

  @Override
  public void deleteProcessingTimeTimer(long millis) {}

  @Override
  public void deleteEventTimeTimer(long millis) {}
}
