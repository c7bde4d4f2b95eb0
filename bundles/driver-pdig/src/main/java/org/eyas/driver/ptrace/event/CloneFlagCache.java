package org.eyas.driver.ptrace.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.eyas.driver.ptrace.call.TracedSystemCall;
import org.eyas.driver.ptrace.call.TraceeMemory;

/**
 * Keeps the flags of clone3 from the entry of the call on. The flags are in the memory of the caller, which may
 * overwrite them before the new thread reports the call. Used by the tracer's thread only. The table allocates no
 * objects. If two callers share a place in it, the flags of one caller are read from memory again.
 */
final class CloneFlagCache implements TraceeMemory {
  private static final int PLACES = 1024;
  private static final int FLAGS_BYTES = 8;
  private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int[] processes = new int[PLACES];
  private final long[] addresses = new long[PLACES];
  private final long[] flags = new long[PLACES];
  private final CallerMemory memory = new CallerMemory();
  private TraceeMemory behind = (address, into, offset, length) -> 0;
  private int known;

  private static int place(TracedSystemCall call) {
    return (int) (call.pid() ^ call.argument(0) >> 3) & PLACES - 1;
  }

  /** Called when a thread begins the call. */
  void begin(TracedSystemCall call) {
    int place = place(call);
    memory.setMemory(call.memory());
    processes[place] = memory.read(call.argument(0), FLAGS_BYTES) ? call.pid() : 0;
    addresses[place] = call.argument(0);
    flags[place] = memory.longOf(0);
  }

  /** The memory of a call, in which the flags are still as they were at the entry. */
  TraceeMemory of(TracedSystemCall call) {
    int place = place(call);
    if (processes[place] != call.pid() || addresses[place] != call.argument(0)) {
      return call.memory();
    }
    known = place;
    behind = call.memory();
    return this;
  }

  @Override
  public int read(long address, byte[] into, int offset, int length) {
    if (address == addresses[known] && length == FLAGS_BYTES) {
      LONG.set(into, offset, flags[known]);
      return FLAGS_BYTES;
    }
    return behind.read(address, into, offset, length);
  }
}
