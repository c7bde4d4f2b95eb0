package org.eyas.receiver;

import java.time.Duration;

/**
 * The limits of a {@link BatchServer}.
 *
 * @param batchBytes the largest body
 * @param memoryBytes the memory that all bodies that are being received or written may need together
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

  private static final int BATCH_BYTES = 12 << 20;
  private static final int LEAST_BATCH_BYTES = 1 << 20;
  private static final long MEMORY_BYTES = 32L << 20;
  private static final long BATCHES_IN_HEAP = 16;
  private static final long MEMORIES_IN_HEAP = 8;
  private static final int CONNECTIONS = 1_000;

  /** The limits without a configuration: batches of 12 MiB as Falco, and 1,000 connections. */
  public static final Limits USUAL = withBatchBytes(BATCH_BYTES);

  /** The usual limits with another largest body, if the heap of this process has room for it. */
  public static Limits withBatchBytes(int bytes) {
    return inHeap(bytes, Runtime.getRuntime().maxMemory());
  }

  /**
   * The usual limits in a heap.
   *
   * @param bytes the largest body; a sixteenth of the heap if that is less, but at least 1 MiB
   * @param heapBytes bodies get an eighth of it, 32 MiB at most, but always room for two
   */
  static Limits inHeap(int bytes, long heapBytes) {
    int batch = (int) Math.min(bytes, Math.max(LEAST_BATCH_BYTES, heapBytes / BATCHES_IN_HEAP));
    long memory = Math.max(2L * batch, Math.min(MEMORY_BYTES, heapBytes / MEMORIES_IN_HEAP));
    return new Limits(batch, memory, CONNECTIONS, Pace.USUAL);
  }
}
