package org.eyas.fleet.job;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The time of one partition: what is older than its newest alert by the lateness has arrived. If a partition has no alert for some
 * time, its time passes at the speed of the clock, but never beyond the clock. A partition that never had one does not hold up the others.
 *
 * <p>Flink calls it on the thread of the source, {@link #onPeriodicEmit} every 200 ms. The calls go on while
 * the job cannot read, because what comes after it is slow. Such a stall looks like silence, so time does not jump to the clock: in a
 * backlog, a stall moves the time on by its own length only.
 */
final class FleetClock implements WatermarkGenerator<AlertRecord> {
  /** Between two calls; the job sets it. */
  static final long CALL_MILLIS = 200;

  private final long latenessMillis;
  private final LongSupplier clockMillis;
  private final long mostSilentCalls;
  private long latest = Long.MIN_VALUE;
  private long silentCalls;

  FleetClock(JobOptions options, LongSupplier clockMillis) {
    latenessMillis = options.lateness().toMillis();
    mostSilentCalls = options.idle().toMillis() / CALL_MILLIS;
    this.clockMillis = clockMillis;
  }

  @Override
  public void onEvent(AlertRecord event, long millis, WatermarkOutput output) {
    silentCalls = 0;
    if (!event.isBad()) {
      latest = Math.max(latest, millis);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    boolean silent = ++silentCalls > mostSilentCalls;
    if (latest != Long.MIN_VALUE) {
      long now = silent ? Math.max(latest, Math.min(latest + silentCalls * CALL_MILLIS, clockMillis.getAsLong())) : latest;
      output.emitWatermark(new Watermark(now - latenessMillis - 1));
    } else if (silent) {
      output.markIdle();
    }
  }
}
