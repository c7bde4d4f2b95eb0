package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.eyas.driver.ptrace.call.TraceeMemory;

/** Reads and writes the memory of one tracee at a time: process_vm_readv(2) and its counterpart. Used by one thread. */
public final class ProcessMemory implements TraceeMemory {
  private static final int SCRATCH_BYTES = 64 << 10;
  private static final FunctionDescriptor TYPE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle READ = LibcFunction.of("process_vm_readv", TYPE);
  private static final MethodHandle WRITE = LibcFunction.of("process_vm_writev", TYPE);

  private final MemorySegment errno;
  private final MemorySegment scratch;
  private final MemorySegment here;
  private final MemorySegment there;
  private int tid;

  /** @param memory lives as long as this object is used */
  public ProcessMemory(Arena memory) {
    errno = memory.allocate(LibcFunction.ERRNO_LAYOUT);
    scratch = memory.allocate(SCRATCH_BYTES);
    here = memory.allocate(16, Long.BYTES); // struct iovec: address, length
    there = memory.allocate(16, Long.BYTES);
    here.set(JAVA_LONG, 0, scratch.address());
  }

  /** Selects the tracee. */
  public ProcessMemory selectTracee(int tracee) {
    tid = tracee;
    return this;
  }

  // The kernel copies whole pages until the first that is not there, and returns the number of bytes.
  @Override
  public int read(long address, byte[] into, int offset, int length) {
    int copied = 0;
    while (copied < length) {
      int part = Math.min(SCRATCH_BYTES, length - copied);
      int count = (int) Math.max(0, move(READ, address + copied, part));
      MemorySegment.copy(scratch, JAVA_BYTE, 0, into, offset + copied, count);
      copied += count;
      if (count < part) {
        break;
      }
    }
    return copied;
  }

  /** Writes bytes; false if not all could be written. */
  public boolean write(long address, byte[] bytes) {
    MemorySegment.copy(bytes, 0, scratch, JAVA_BYTE, 0, bytes.length);
    return move(WRITE, address, bytes.length) == bytes.length;
  }

  private long move(MethodHandle function, long address, long length) {
    here.set(JAVA_LONG, 8, length);
    there.set(JAVA_LONG, 0, address);
    there.set(JAVA_LONG, 8, length);
    try {
      return (long) function.invokeExact(errno, tid, here, 1L, there, 1L, 0L);
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }
}
