package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.driver.ebpf.recipe.Recipes;
import org.eyas.driver.ebpf.recipe.SyscallNumbers;

/**
 * The probe's settings, in memory that it shares with the engine: a plain store changes them while events flow.
 *
 * <pre>
 *  0                72         80        84            88     92     96             160    168              1192
 *  +----------------+----------+---------+-------------+------+------+--------------+------+----------------+-----------+
 *  | interest u64[9]| boot u64 | snaplen | drop failed | tgid | wake | either u64[8]| seed | compat u16[512]| socketcall|
 *  |                |          |         |             |      |      |              |  u64 |                | 32 of 4 B |
 *  +----------------+----------+---------+-------------+------+------+--------------+------+----------------+-----------+
 * </pre>
 */
final class ControlMemory {
  private static final int BOOT = 72;
  private static final int SNAPLEN = 80;
  private static final int DROP_FAILED = 84;
  private static final int OWN = 88;
  private static final int WAKE_AT_ONCE = 92;
  private static final int EITHER = 96;
  private static final int SEED = 160;
  private static final int COMPAT = 168;

  private static final int SOCKETCALL = COMPAT + 2 * Recipes.SYSCALLS;
  private static final int SOCKETCALLS = 32;
  private static final int SOCKETCALL_NUMBER = 102; // of 32-bit x86

  private final ByteBuffer memory;
  private Map<Integer, Integer> narrow = Map.of();

  ControlMemory(ByteBuffer memory) {
    this.memory = memory;
    for (int i = 0; i < Recipes.SYSCALLS; i++) {
      memory.putShort(COMPAT + 2 * i, (short) -1);
    }
    for (int i = 0; i < SOCKETCALLS; i++) {
      memory.putShort(SOCKETCALL + 4 * i, (short) -1);
    }
  }

  /** Numbers of 32-bit calls as 64-bit ones. */
  void compat(Map<Integer, Integer> numbers) {
    narrow = numbers;
    numbers.forEach((number, wide) -> memory.putShort(COMPAT + 2 * number, wide.shortValue()));
  }

  /** The calls behind the 32-bit socketcall, from its number 1 on. */
  void socketcalls(List<SyscallNumbers.Socketcall> calls) {
    for (int i = 0; i < calls.size(); i++) {
      memory.putShort(SOCKETCALL + 4 * (i + 1), (short) calls.get(i).number());
      memory.putShort(SOCKETCALL + 4 * (i + 1) + 2, (short) calls.get(i).arguments());
    }
  }

  void bootNanos(long nanos) {
    memory.putLong(BOOT, nanos);
  }

  void snaplen(int bytes) {
    memory.putInt(SNAPLEN, bytes);
  }

  void dropFailed(boolean drop) {
    memory.putInt(DROP_FAILED, drop ? 1 : 0);
  }

  /** Whose system calls are left out: the engine's own. */
  void ownProcess(int pid) {
    memory.putInt(OWN, pid);
  }

  /** What the hashes of names begin with: a secret, so that nobody can choose a path for its hash. */
  void seed(long random) {
    memory.putLong(SEED, random);
  }

  /** Asks to be woken by the next event, once. */
  void wakeAtOnce() {
    memory.putInt(WAKE_AT_ONCE, 1);
  }

  /** The places of recipes that are wanted; all others become silent. */
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
    write(EITHER, bits(either, Recipes.SYSCALLS / 64));
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
}
