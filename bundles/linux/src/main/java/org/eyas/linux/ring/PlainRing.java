package org.eyas.linux.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.Mapping;

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
 * <p>All bytes that are counted as written are complete, because the processor stores the event before the count.
 */
public final class PlainRing implements EventRing {
  /** The offset at which the events begin. */
  public static final int DATA = 4096;

  private static final int LONGEST = 1 << 16;
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WRITTEN = 0;
  private static final int READ = 64;
  private static final int LENGTH = 16; // of an event, in its header

  private final Mapping mapping;
  private final ByteBuffer memory;
  private final long mask;
  private final int cpu;
  private long position;
  private long end;
  private int offset = -1;
  private int length;
  private long nanos;

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

  PlainRing(Mapping mapping, int bytes, int cpu) {
    this.mapping = mapping;
    memory = mapping.buffer();
    mask = bytes - 1L;
    this.cpu = cpu;
    position = (long) LONG.getAcquire(memory, READ);
  }

  /** The size of a ring in bytes: its counts, its events, and room for the longest event after the end. */
  public static int valueBytes(int bytes) {
    return DATA + bytes + LONGEST;
  }

  @Override
  public void refresh() {
    end = (long) LONG.getAcquire(memory, WRITTEN);
    if (offset < 0) {
      load();
    }
  }

  private void load() {
    if (position < end) {
      offset = DATA + (int) (position & mask);
      length = memory.getInt(offset + LENGTH);
      nanos = memory.getLong(offset);
    }
  }

  @Override
  public boolean hasNext() {
    return offset >= 0;
  }

  @Override
  public boolean isBeingWritten() {
    return false;
  }

  @Override
  public long timestampNanos() {
    return nanos;
  }

  @Override
  public int cpu() {
    return cpu;
  }

  @Override
  public ByteBuffer memory() {
    return memory;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void advance() {
    position += (length + 7L) & ~7L;
    offset = -1;
    load();
  }

  @Override
  public void release() {
    LONG.setRelease(memory, READ, position);
  }

  @Override
  public void close() {
    Libc.unmap(mapping);
  }
}
