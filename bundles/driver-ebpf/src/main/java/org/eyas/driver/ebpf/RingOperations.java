package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eyas.recipe.SyscallNumbers;

/**
 * The operations of io_uring that become events, and the system calls whose events they become. The probe reads the place of the
 * recipe for each operation from a table of u16.
 */
final class RingOperations {
  private static final int OPERATIONS = 64;

  // By the numbers of linux/io_uring.h.
  private static final Map<Integer, String> CALLS =
      Map.ofEntries(
          Map.entry(13, "accept4"), Map.entry(16, "connect"), Map.entry(18, "openat"), Map.entry(19, "close"),
          Map.entry(28, "openat2"), Map.entry(35, "renameat2"), Map.entry(36, "unlinkat"), Map.entry(37, "mkdirat"),
          Map.entry(38, "symlinkat"), Map.entry(39, "linkat"), Map.entry(45, "socket"), Map.entry(57, "listen"));

  private RingOperations() {}

  static void write(SyscallNumbers numbers, ByteBuffer to) {
    for (int operation = 0; operation < OPERATIONS; operation++) {
      String call = CALLS.get(operation);
      int place = call == null ? -1 : numbers.all().getOrDefault(call, -1);
      to.putShort(operation * Short.BYTES, (short) place);
    }
  }
}
