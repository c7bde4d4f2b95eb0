package org.eyas.respond.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The answer of the response guard, with the outcome of an action.
 *
 * <pre>
 *  0         8         9            10  12      16             24              32
 *  +---------+---------+------------+---+-------+--------------+---------------+
 *  | number  | outcome | protection | 0 | errno | signalMicros | effectMicros  |
 *  +---------+---------+------------+---+-------+--------------+---------------+
 * </pre>
 *
 * @param number the number of the request
 * @param protection why the process is protected
 * @param errno why the kernel refuses it; otherwise 0
 * @param signalMicros the time from the event until the signal was sent; -1 if none was, or there is no event
 * @param effectMicros the time from the event until the process was seen stopped or ended; -1 if it was not
 */
public record ActionAnswer(
    long number, ActionOutcome outcome, ProtectedKind protection, int errno, long signalMicros, long effectMicros) {
  public static final int BYTES = 32;

  private static final int OUTCOME = 8;
  private static final int PROTECTION = 9;
  private static final int ERRNO = 12;
  private static final int SIGNAL = 16;
  private static final int EFFECT = 24;

  /** An answer about an action that was not done. */
  public static ActionAnswer of(long number, ActionOutcome outcome) {
    return new ActionAnswer(number, outcome, ProtectedKind.NONE, 0, -1, -1);
  }

  /** The bytes of this answer. */
  public ByteBuffer bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(0, number)
        .put(OUTCOME, (byte) outcome.ordinal())
        .put(PROTECTION, (byte) protection.ordinal())
        .putInt(ERRNO, errno)
        .putLong(SIGNAL, signalMicros)
        .putLong(EFFECT, effectMicros);
  }

  /**
   * Reads an answer.
   *
   * @throws IOException if the guard is of another version
   */
  public static ActionAnswer parse(ByteBuffer bytes) throws IOException {
    int outcome = bytes.get(OUTCOME);
    int protection = bytes.get(PROTECTION);
    if (outcome < 0 || outcome >= ActionOutcome.values().length || protection < 0
        || protection >= ProtectedKind.values().length) {
      throw new IOException("the response guard is of another version: restart eyas-respond.service");
    }
    return new ActionAnswer(
        bytes.getLong(0), ActionOutcome.values()[outcome], ProtectedKind.values()[protection], bytes.getInt(ERRNO),
        bytes.getLong(SIGNAL), bytes.getLong(EFFECT));
  }

  /** The outcome as one line for people. */
  public String text() {
    return switch (outcome) {
      case PROTECTED -> outcome.text() + ": " + protection.text();
      case KERNEL_REFUSED -> outcome.text() + " (errno " + errno + ")";
      case DONE -> outcome.text() + (effectMicros < 0 ? "" : " after " + effectMicros + " us");
      default -> outcome.text();
    };
  }
}
