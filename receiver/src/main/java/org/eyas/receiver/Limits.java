package org.eyas.receiver;

import java.time.Duration;

/**
 * The limits of a {@link BatchServer}.
 *
 * @param batchBytes the largest body
 * @param memoryBytes what all bodies that are being received or written may need together
 * @param connections how many clients may be connected
 * @param pace how slow they may be
 */
public record Limits(int batchBytes, long memoryBytes, int connections, Pace pace) {
  /**
   * How slow a client may be.
   *
   * @param head the longest time from the connection, or the first byte of a further request, to the end of the request's head;
   *     also the time to take the answer
   * @param body the time for a body, to which one second is added for each {@code bytesPerSecond}
   * @param idle the longest time between two requests. Longer than the 90 s of Go's client: if the client closes, no request
   *     can meet a connection that the server is closing
   */
  public record Pace(Duration head, Duration body, int bytesPerSecond, Duration idle) {
    public static final Pace USUAL =
        new Pace(Duration.ofSeconds(10), Duration.ofSeconds(10), 32 << 10, Duration.ofSeconds(120));
  }

  /** The limits without a configuration: 12 MiB as Falco, 32 MiB, 1,000 connections. */
  public static final Limits USUAL = new Limits(12 << 20, 32 << 20, 1_000, Pace.USUAL);

  /** The same with another largest body, and memory for at least two of them. */
  public Limits withBatchBytes(int bytes) {
    return new Limits(bytes, Math.max(memoryBytes, 2L * bytes), connections, pace);
  }
}
