package org.eyas.engine.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** The current time in the time base of this machine's events: the kernel's boot clock plus the boot time of the host. */
public final class EventClock {
  private static final Path UPTIME = Path.of("/proc/uptime");

  /** The time by which {@link #nowNanos} can be ahead: the kernel reports hundredths of a second. */
  static final long ACCURACY_NANOS = 10_000_000;

  private final LongSupplier bootNanos;
  private final LongSupplier uptimeNanos;

  /** @param bootNanos boot time since the epoch, as the source reported it; 0 if its events use the wall clock */
  public EventClock(LongSupplier bootNanos) {
    this(bootNanos, EventClock::uptimeNanos);
  }

  EventClock(LongSupplier bootNanos, LongSupplier uptimeNanos) {
    this.bootNanos = bootNanos;
    this.uptimeNanos = uptimeNanos;
  }

  /** The boot time that events count from; 0 if unknown. */
  public long bootNanos() {
    return bootNanos.getAsLong();
  }

  /**
   * The current time, accurate to a hundredth of a second and never too early: every event that has happened has an
   * earlier time.
   */
  long nowNanos() {
    long boot = bootNanos.getAsLong();
    return boot == 0 ? System.currentTimeMillis() * 1_000_000 + 1_000_000 : boot + uptimeNanos.getAsLong() + ACCURACY_NANOS;
  }

  // The wall clock may have been set after the source read the boot time, so its difference to the events' time is not fixed.
  private static long uptimeNanos() {
    try {
      String text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
      String seconds = text.substring(0, text.indexOf(' '));
      return Long.parseLong(seconds.replace(".", "")) * ACCURACY_NANOS;
    } catch (IOException e) {
      throw new IllegalStateException(UPTIME + " cannot be read", e);
    }
  }
}
