package org.eyas.driver.kmod;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.Mapping;
import org.eyas.linux.ring.EventRing;

/**
 * The ring that the module fills for one processor.
 *
 * <pre>
 *  info: u32 head, u32 tail: offsets in the data, below its size; the module writes at the head, the reader reads at the tail
 *
 *  data, mapped twice in a row: no event is ever cut
 *  +----------------- - - ---+----------------- - - ---+
 *  | events, not aligned     | the same events         |
 *  +----------------- - - ---+----------------- - - ---+
 * </pre>
 *
 * <p>All bytes before the head are complete: the module stores an event before it moves the head.
 */
final class ModuleRing implements EventRing {
  private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAD = 0;
  private static final int TAIL = 4;
  private static final int LENGTH = 16; // of an event, in its header

  private final int cpu;
  private final Mapping info;
  private final Mapping data;
  private final ByteBuffer memory;
  private final int size;
  private int position;
  private int end;
  private int offset = -1;
  private int length;
  private long nanos;

  /**
   * @param cpu the processor that fills the ring
   * @param info the page of {@link InfoPage}
   * @param data the events, twice in a row
   */
  ModuleRing(int cpu, Mapping info, Mapping data) {
    this.cpu = cpu;
    this.info = info;
    this.data = data;
    memory = data.buffer();
    size = memory.capacity() / 2;
    position = (int) INT.getAcquire(info.buffer(), TAIL);
  }

  /** The page with the ring's counters. */
  ByteBuffer page() {
    return info.buffer();
  }

  @Override
  public void refresh() {
    end = (int) INT.getAcquire(info.buffer(), HEAD);
    if (offset < 0) {
      load();
    }
  }

  private void load() {
    if (position != end) {
      offset = position;
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
    int next = position + length;
    position = next < size ? next : next - size;
    offset = -1;
    load();
  }

  @Override
  public void release() {
    INT.setRelease(info.buffer(), TAIL, position);
  }

  @Override
  public void close() {
    Libc.unmap(data);
    Libc.unmap(info);
  }
}
