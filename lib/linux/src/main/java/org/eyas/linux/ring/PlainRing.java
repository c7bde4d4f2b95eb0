package org.eyas.linux.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;

/**
 * A ring in plain memory that one processor fills without locks.
 *
 * <pre>
 *  0             64         4096
 *  +-------------+----------+------------------ - - ----------+- - - - - - - - +
 *  | written u64 | read u64 | events, each aligned to 8,      | the end of one |
 *  | ...         | ...      | its scap header first           | that does not  |
 *  |             |          | (a power of two of bytes)       | fit in front   |
 *  +-------------+----------+------------------ - - ----------+- - - - - - - - +
 *
 *  both count bytes since the beginning; an event begins at its count modulo the ring's size and is never cut
 * </pre>
 *
 * <p>All bytes that are counted as written are complete, because the processor stores an event before the count.
 */
public final class PlainRing extends CompleteRing {
  /** The offset at which the events begin. */
  public static final int DATA = 4096;

  private static final int LONGEST = 1 << 16;
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WRITTEN = 0;
  private static final int READ = 64;

  private final MemoryMapping mapping;
  private final long mask;

  /**
   * Maps the ring of one processor, in an array that has one ring for each processor.
   *
   * @param fd the descriptor of the array, a BPF map that can be mapped into memory
   * @param bytes size of the memory for events, a power of two
   * @param cpu the processor that fills it
   */
  public static PlainRing of(int fd, int bytes, int cpu) {
    int length = valueBytes(bytes);
    return new PlainRing(Libc.map(fd, (long) cpu * length, length, true), bytes, cpu);
  }

  PlainRing(MemoryMapping mapping, int bytes, int cpu) {
    super(cpu, mapping.buffer(), (long) LONG.getAcquire(mapping.buffer(), READ));
    this.mapping = mapping;
    mask = bytes - 1L;
  }

  /** The size of a ring in bytes: its counts, its events, and room for the longest event after the end. */
  public static int valueBytes(int bytes) {
    return DATA + bytes + LONGEST;
  }

  /** The size of the events of a ring whose size in bytes is that of {@link #valueBytes}. */
  public static int eventBytes(int valueBytes) {
    return valueBytes - DATA - LONGEST;
  }

  @Override
  protected long written() {
    return (long) LONG.getAcquire(memory(), WRITTEN);
  }

  @Override
  protected void consumed(long upTo) {
    LONG.setRelease(memory(), READ, upTo);
  }

  @Override
  public long capacity() {
    return mask + 1;
  }

  @Override
  protected int place(long at) {
    return DATA + (int) (at & mask);
  }

  @Override
  protected long after(long at, int bytes) {
    return at + ((bytes + 7L) & ~7L);
  }

  @Override
  public void close() {
    Libc.unmap(mapping);
  }
}
