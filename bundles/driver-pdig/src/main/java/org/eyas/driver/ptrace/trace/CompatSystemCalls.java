package org.eyas.driver.ptrace.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.recipe.SyscallNumbers.Socketcall;

/** The system calls of 32-bit programs, and the native calls that do the same. Used by the tracer's thread. */
public final class CompatSystemCalls {
  private static final int NONE = -1;
  private static final int SOCKETCALL = 102; // one call for all calls of sockets: their number, and the address of their arguments
  private static final int MOST_ARGUMENTS = 6;

  private final Map<Integer, Integer> all;
  private final List<Socketcall> socketcalls;
  private final int[] nativeOf;
  private final byte[] words = new byte[MOST_ARGUMENTS * Integer.BYTES];
  private final ByteBuffer arguments = ByteBuffer.wrap(words).order(ByteOrder.LITTLE_ENDIAN);

  public CompatSystemCalls(SyscallNumbers numbers) {
    all = numbers.compat();
    socketcalls = numbers.socketcalls();
    nativeOf = new int[all.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1];
    Arrays.fill(nativeOf, NONE);
    all.forEach((narrow, number) -> nativeOf[narrow] = number);
  }

  /** The numbers of the calls that do the same as these native ones. */
  BitSet of(BitSet numbers) {
    BitSet narrow = new BitSet();
    all.forEach((own, number) -> narrow.set(own, numbers.get(number)));
    narrow.set(SOCKETCALL, socketcalls.stream().anyMatch(call -> call.number() >= 0 && numbers.get(call.number())));
    return narrow;
  }

  /** Replaces number and arguments of the call that a thread begins by those of the native call. */
  void translate(Tracee tracee) {
    int number = tracee.number();
    if (number == SOCKETCALL) {
      translateSocketcall(tracee);
    } else {
      tracee.setNativeNumber(number >= 0 && number < nativeOf.length ? nativeOf[number] : NONE);
    }
  }

  private void translateSocketcall(Tracee tracee) {
    int index = (int) tracee.argument(0) - 1;
    if (index < 0 || index >= socketcalls.size()) {
      tracee.setNativeNumber(NONE);
      return;
    }
    Socketcall call = socketcalls.get(index);
    int bytes = tracee.memory().read(tracee.argument(1), words, 0, call.arguments() * Integer.BYTES);
    for (int i = 0; i < MOST_ARGUMENTS; i++) {
      boolean isThere = (i + 1) * Integer.BYTES <= bytes;
      tracee.argument(i, isThere ? Integer.toUnsignedLong(arguments.getInt(i * Integer.BYTES)) : 0);
    }
    tracee.setNativeNumber(call.number());
  }
}
