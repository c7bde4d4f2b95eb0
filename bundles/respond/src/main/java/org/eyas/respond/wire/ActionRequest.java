package org.eyas.respond.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request to the response guard.
 *
 * <pre>
 *  0        4       5       6      8         12            16        24           32            40
 *  +--------+-------+-------+------+---------+-------------+---------+------------+-------------+
 *  | magic  | kind  | flags | 0    | pid     | leaseMillis | number  | startNanos | eventNanos  |
 *  +--------+-------+-------+------+---------+-------------+---------+------------+-------------+
 * </pre>
 *
 * @param number chosen by the engine; the answer has it too
 * @param pid the process, in the guard's pid namespace
 * @param startNanos when the process was created, in nanoseconds since the epoch; 0 if that is not known
 * @param eventNanos the time of the event, in nanoseconds since the epoch; 0 without an event
 * @param leaseMillis how long a frozen process stays frozen
 * @param allowsMain whether the main process of a unit or a container may be acted on
 */
public record ActionRequest(
    ActionKind kind, long number, int pid, long startNanos, long eventNanos, int leaseMillis, boolean allowsMain) {
  public static final int BYTES = 40;

  private static final int MAGIC = 0x45795231; // EyR1: the digit is the version
  private static final int KIND = 4;
  private static final int FLAGS = 5;
  private static final int ZERO = 6;
  private static final int PID = 8;
  private static final int LEASE = 12;
  private static final int NUMBER = 16;
  private static final int START = 24;
  private static final int EVENT = 32;

  /** A request that is about no event and no certain process. */
  public static ActionRequest of(ActionKind kind, long number, int pid) {
    return new ActionRequest(kind, number, pid, 0, 0, 0, false);
  }

  /** The bytes of this request. */
  public ByteBuffer bytes() {
    return ByteBuffer.allocate(BYTES)
        .putInt(0, MAGIC)
        .put(KIND, (byte) kind.ordinal())
        .put(FLAGS, (byte) (allowsMain ? 1 : 0))
        .putInt(PID, pid)
        .putInt(LEASE, leaseMillis)
        .putLong(NUMBER, number)
        .putLong(START, startNanos)
        .putLong(EVENT, eventNanos);
  }

  /** Reads a request; null if the bytes are not one of this version. */
  public static @Nullable ActionRequest parse(ByteBuffer bytes) {
    int kind = bytes.get(KIND);
    int flags = bytes.get(FLAGS);
    boolean known = bytes.getInt(0) == MAGIC && kind >= 0 && kind < ActionKind.values().length
        && (flags & ~1) == 0 && bytes.getShort(ZERO) == 0;
    return known
        ? new ActionRequest(
            ActionKind.values()[kind], bytes.getLong(NUMBER), bytes.getInt(PID), bytes.getLong(START), bytes.getLong(EVENT),
            bytes.getInt(LEASE), flags == 1)
        : null;
  }
}
