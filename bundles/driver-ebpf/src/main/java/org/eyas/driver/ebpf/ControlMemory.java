package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.driver.ebpf.pushdown.DescriptorTracking;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;

/**
 * The settings of the probe, in memory that it shares with the engine. A plain store changes a setting while events flow.
 *
 * <pre>
 *  0                72         80        84            88     92     96             160    168              1192        1320   1324   1328      1392
 *  +----------------+----------+---------+-------------+------+------+--------------+------+----------------+-----------+------+------+---------+-------+
 *  | interest u64[9]| boot u64 | snaplen | drop failed | tgid | wake | either u64[8]| seed | compat u16[512]| socketcall| plan | told | changes | lacks |
 *  |                |          |         |             |      |      |              |  u64 |                | 32 of 4 B |      |      | u64[8]  | files |
 *  +----------------+----------+---------+-------------+------+------+--------------+------+----------------+-----------+------+------+---------+-------+
 *
 *  1396       1400         1408           1416             1496
 *  +----------+------------+--------------+----------------+
 *  | messages | read until | silent since | known losses   |
 *  | u32      | u64        | u64          | u64[10]        |
 *  +----------+------------+--------------+----------------+
 * </pre>
 */
final class ControlMemory implements DescriptorTracking {
  private static final int BOOT = 72;
  private static final int SNAPLEN = 80;
  private static final int DROP_FAILED = 84;
  private static final int OWN = 88;
  private static final int WAKE_AT_ONCE = 92;
  private static final int EITHER = 96;
  private static final int SEED = 160;
  private static final int COMPAT = 168;

  private static final int SOCKETCALL = COMPAT + 2 * RecipeTable.SYSCALLS;
  private static final int SOCKETCALLS = 32;
  private static final int PLAN = SOCKETCALL + 4 * SOCKETCALLS;
  private static final int TOLD = PLAN + 4;
  private static final int CHANGES = PLAN + 8;
  private static final int LACKS_FILES = CHANGES + RecipeTable.SYSCALLS / 8;
  private static final int MESSAGES = LACKS_FILES + 4;
  private static final int READ_UNTIL = LACKS_FILES + 8;
  private static final int SILENT_SINCE = READ_UNTIL + 8;
  private static final int KNOWN_LOSSES = SILENT_SINCE + 8;
  private static final int LOSSES = 10;
  private static final int OTHER_END = 1; // messages.h
  private static final int OWN_END = 2;
  private static final int SOCKETCALL_NUMBER = 102; // of 32-bit x86

  private final TamperCheckedMemory memory;
  private int told;
  private int ends = OTHER_END;
  private Map<Integer, Integer> narrow = Map.of();

  ControlMemory(ByteBuffer shared) {
    memory = new TamperCheckedMemory(shared);
    for (int i = 0; i < RecipeTable.SYSCALLS; i++) {
      memory.putShort(COMPAT + 2 * i, -1);
    }
    for (int i = 0; i < SOCKETCALLS; i++) {
      memory.putShort(SOCKETCALL + 4 * i, -1);
    }
  }

  /** The time of the boot in the settings of any probe: an event has this plus its time since the boot. */
  static long bootNanos(ByteBuffer settings) {
    return settings.getLong(BOOT);
  }

  /** The losses that the process of any probe counted, as {@link ProbeCounters#losses} returned them. */
  static long[] knownLosses(ByteBuffer settings) {
    long[] losses = new long[LOSSES];
    for (int i = 0; i < LOSSES; i++) {
      losses[i] = settings.getLong(KNOWN_LOSSES + 8 * i);
    }
    return losses;
  }

  /** Sets the process whose calls any probe does not record, from now on. */
  static void ownProcess(ByteBuffer settings, int pid) {
    settings.putInt(OWN, pid);
  }

  /** Sets the 64-bit number of each 32-bit system call. */
  void compat(Map<Integer, Integer> numbers) {
    narrow = numbers;
    numbers.forEach((number, wide) -> memory.putShort(COMPAT + 2 * number, wide));
  }

  /** Sets the system calls that the 32-bit socketcall stands for, from its number 1 on. */
  void socketcalls(List<SyscallNumbers.Socketcall> calls) {
    for (int i = 0; i < calls.size(); i++) {
      memory.putShort(SOCKETCALL + 4 * (i + 1), calls.get(i).number());
      memory.putShort(SOCKETCALL + 4 * (i + 1) + 2, calls.get(i).arguments());
    }
  }

  void bootNanos(long nanos) {
    memory.putLong(BOOT, nanos);
  }

  long bootNanos() {
    return memory.getLong(BOOT);
  }

  void snaplen(int bytes) {
    memory.putInt(SNAPLEN, bytes);
  }

  /** Sets whether messages of servers on this machine are copied whole, too, when whole messages are wanted. */
  void messagesOfServers(boolean wanted) {
    ends = wanted ? OTHER_END | OWN_END : OTHER_END;
  }

  /** Sets whether messages of the domain name system are copied whole. */
  void wholeMessages(boolean whole) {
    memory.putInt(MESSAGES, whole ? ends : 0);
  }

  void dropFailed(boolean drop) {
    memory.putInt(DROP_FAILED, drop ? 1 : 0);
  }

  /** Sets the process whose system calls are not recorded: the engine itself. */
  void ownProcess(int pid) {
    memory.putInt(OWN, pid);
  }

  /**
   * Sets the random seed of the hashes of names. The seed is secret, so that an attacker cannot construct a path with a
   * chosen hash.
   */
  void seed(long random) {
    memory.putLong(SEED, random);
  }

  /** Sets the plan by which events are judged. */
  void plan(int number) {
    memory.putInt(PLAN, number);
  }

  /**
   * Sets the places of the calls whose events change the engine's state of a thread. Returns whether other places were
   * set before.
   */
  boolean changes(Set<Integer> places) {
    long[] words = bits(places, RecipeTable.SYSCALLS / 64);
    boolean changed = false;
    for (int i = 0; i < words.length; i++) {
      changed |= memory.getLong(CHANGES + i * 8) != words[i];
    }
    write(CHANGES, words);
    return changed;
  }

  /**
   * Makes the probe treat every descriptor as known from now on, because the engine may learn of descriptors by other means
   * than events.
   */
  @Override
  public void forgetDescriptors() {
    told++;
    memory.putInt(TOLD, told);
  }

  @Override
  public void setLacksFiles(boolean lack) {
    memory.putInt(LACKS_FILES, lack ? 1 : 0);
  }

  /** Asks the probe to wake the reader at the next event, once. */
  void wakeAtOnce() {
    memory.putUnwatched(WAKE_AT_ONCE, 1);
  }

  /**
   * Sets the time up to which events are recorded although nobody reads them, and the losses that are counted already. A probe that
   * fell silent records again.
   *
   * @param bootNanos in time since the boot of the machine
   * @param losses by place, as {@link ProbeCounters#losses} returns them
   * @return since when the probe was silent, in time since the boot; 0 if it was not
   */
  long renew(long bootNanos, long[] losses) {
    memory.putUnwatched(READ_UNTIL, bootNanos);
    for (int i = 0; i < losses.length; i++) {
      memory.putUnwatched(KNOWN_LOSSES + 8 * i, losses[i]);
    }
    long silent = memory.shared(SILENT_SINCE);
    memory.putUnwatched(SILENT_SINCE, 0L);
    return silent;
  }

  /** Sets the places of the recipes whose events are recorded. All other events are off. */
  void interest(Set<Integer> places) {
    Set<Integer> either = new HashSet<>(places);
    narrow.forEach(
        (number, wide) -> {
          if (places.contains(wide)) {
            either.add(number);
          }
        });
    if (!narrow.isEmpty()) {
      either.add(SOCKETCALL_NUMBER);
    }
    write(EITHER, bits(either, RecipeTable.SYSCALLS / 64));
    write(0, bits(places, BOOT / 8));
  }

  private static long[] bits(Set<Integer> places, int count) {
    long[] words = new long[count];
    places.stream().filter(place -> place >> 6 < count).forEach(place -> words[place >> 6] |= 1L << (place & 63));
    return words;
  }

  private void write(int offset, long[] words) {
    for (int i = 0; i < words.length; i++) {
      memory.putLong(offset + i * 8, words[i]);
    }
  }

  /**
   * Restores all settings that another program has changed. Root can open this memory by the number of its map. What the probe
   * itself changes, or {@link #renew} every second, is not compared.
   *
   * @return whether another program had changed a setting
   */
  boolean restore() {
    boolean changed = memory.restore(0, WAKE_AT_ONCE);
    return memory.restore(EITHER, READ_UNTIL) || changed;
  }
}
