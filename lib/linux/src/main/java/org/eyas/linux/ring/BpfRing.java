package org.eyas.linux.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;

/**
 * A BPF ring buffer that is read without calls into the kernel.
 *
 * <pre>
 *  page 0, writable     page 1               data, and its beginning again: no record is ever cut
 *  +------------------+------------------+------------------- - - ---+----------- - - ---+
 *  | consumer u64 ... | producer u64 ... | records                   | the first ones      |
 *  +------------------+------------------+------------------- - - ---+----------- - - ---+
 *
 *  a record, aligned to 8
 *  0        4        8         16
 *  +--------+--------+---------+------------------ - - ----+
 *  | length | unused | CPU u32,| event, its scap header    |
 *  |        |        | unused  | first                     |
 *  +--------+--------+---------+------------------ - - ----+
 *    bit 31 of the length: still being written; bit 30: discarded
 * </pre>
 */
public final class BpfRing implements EventRing {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int RECORD_HEADER = 8;
  private static final int PREFIX = 8;
  private static final int DISCARDED = 1 << 30;
  private static final int LENGTH = DISCARDED - 1;

  /**
   * The bytes of the data that are mapped a second time: more than the longest record. The kernel would map all data a
   * second time, but mapped memory counts as resident even if it is unused.
   */
  private static final int AGAIN = 128 << 10;

  private static final int SPINS = 50;

  private final int page;
  private final long mask;
  private final MemoryMapping consumer;
  private final MemoryMapping producer;
  private final ByteBuffer memory;
  private long position;
  private long end;
  private int offset = -1;
  private int length;
  private long nanos;

  /**
   * @param fd the descriptor of the map
   * @param size bytes of data, a power of two and a multiple of the page size
   * @param page the page size in bytes
   */
  public BpfRing(int fd, int size, int page) {
    this.page = page;
    mask = size - 1L;
    consumer = Libc.map(fd, 0, page, true);
    producer = Libc.map(fd, page, page + (long) size + Math.min(size, AGAIN), false);
    memory = producer.buffer();
    position = (long) LONG.getAcquire(consumer.buffer(), 0);
  }

  @Override
  public void refresh() {
    end = (long) LONG.getAcquire(memory, 0);
    if (offset < 0) {
      load();
    }
  }

  private void load() {
    while (position < end) {
      int start = page + (int) (position & mask);
      int header = header(start);
      if (header < 0) {
        return;
      }
      length = (header & LENGTH) - PREFIX;
      if ((header & DISCARDED) == 0 && length > 0) {
        offset = start + RECORD_HEADER + PREFIX;
        nanos = memory.getLong(offset);
        return;
      }
      position += recordBytes();
    }
  }

  // A program that is still writing needs nanoseconds to finish, unless another program took the processor from it.
  private int header(int start) {
    int header = (int) INT.getAcquire(memory, start);
    for (int i = 0; header < 0 && i < SPINS; i++) {
      Thread.onSpinWait();
      header = (int) INT.getAcquire(memory, start);
    }
    return header;
  }

  private long recordBytes() {
    return ((length + PREFIX + 7L) & ~7L) + RECORD_HEADER;
  }

  @Override
  public boolean hasNext() {
    return offset >= 0;
  }

  @Override
  public boolean isBeingWritten() {
    return offset < 0 && position < end;
  }

  @Override
  public long timestampNanos() {
    return nanos;
  }

  @Override
  public int cpu() {
    return memory.getInt(offset - PREFIX);
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
    position += recordBytes();
    offset = -1;
    load();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public long capacity() {
    return mask + 1;
  }

  @Override
  public void release(long upTo) {
    LONG.setRelease(consumer.buffer(), 0, upTo);
  }

  @Override
  public void close() {
    Libc.unmap(consumer);
    Libc.unmap(producer);
  }
}
