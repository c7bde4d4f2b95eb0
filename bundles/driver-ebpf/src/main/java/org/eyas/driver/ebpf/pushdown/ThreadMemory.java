package org.eyas.driver.ebpf.pushdown;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * The answers about threads, in memory that the probe shares with the engine ({@code threads.h}). Threads whose ids have the same lower
 * bits share a place.
 *
 * <pre>
 *  0                64
 *  +----------------+------------------------------------------------------------------------+
 *  | relatives u64, | 16384 places: changes u64, possible u64, relatives u64, seal u64,       |
 *  | unused         |   unknown u64                                                          |
 *  +----------------+------------------------------------------------------------------------+
 * </pre>
 *
 * <p>The probe counts in {@code changes} and {@code relatives}; the engine writes the rest. The seal is a hash of both
 * counts, the thread, the plan and the answer. So a program that reads while an answer is written never takes a
 * half-written answer.
 */
public final class ThreadMemory {
  static final int PLACES = 16_384;
  private static final int FIRST = 64;
  private static final int PLACE_BYTES = 40;
  private static final int POSSIBLE = 8;
  private static final int RELATIVES = 16;
  private static final int SEAL = 24;

  private final ByteBuffer memory;

  public ThreadMemory(ByteBuffer memory) {
    this.memory = memory;
  }

  private static int place(int tid) {
    return FIRST + (tid & PLACES - 1) * PLACE_BYTES;
  }

  /** The number of events so far that changed a thread at the place of this thread. */
  long changes(int tid) {
    return memory.getLong(place(tid));
  }

  /** The number of events so far that changed a thread on which other threads depend. */
  long relatives() {
    return memory.getLong(0);
  }

  /**
   * Writes an answer. It is valid as long as both counts have these values.
   *
   * @param epoch of the plan
   */
  void answer(int tid, long changes, long relatives, long possible, int epoch) {
    int place = place(tid);
    memory.putLong(place + POSSIBLE, possible);
    memory.putLong(place + RELATIVES, relatives);
    VarHandle.releaseFence(); // the seal comes last: until then, the earlier one does not fit what is written
    memory.putLong(place + SEAL, seal(tid, changes, relatives, possible, epoch));
  }

  static long seal(int tid, long changes, long relatives, long possible, int epoch) {
    long whose = Integer.toUnsignedLong(tid) | (long) epoch << 32;
    return possible ^ changes * 0x9e3779b97f4a7c15L ^ relatives * 0xc2b2ae3d27d4eb4fL ^ whose * 0x165667b19e3779f9L;
  }
}
