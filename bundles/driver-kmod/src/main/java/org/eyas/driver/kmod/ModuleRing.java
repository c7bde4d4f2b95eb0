package org.eyas.driver.kmod;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;
import org.eyas.linux.ring.CompleteRing;

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
final class ModuleRing extends CompleteRing {
  private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAD = 0;
  private static final int TAIL = 4;

  private final MemoryMapping info;
  private final MemoryMapping data;
  private final int size;

  /**
   * @param cpu the processor that fills the ring
   * @param info the page of {@link RingInfoPage}
   * @param data the events, twice in a row
   */
  ModuleRing(int cpu, MemoryMapping info, MemoryMapping data) {
    super(cpu, data.buffer(), (int) INT.getAcquire(info.buffer(), TAIL));
    this.info = info;
    this.data = data;
    size = data.buffer().capacity() / 2;
  }

  /** The page with the ring's counters. */
  ByteBuffer page() {
    return info.buffer();
  }

  @Override
  protected long written() {
    return (int) INT.getAcquire(info.buffer(), HEAD);
  }

  @Override
  protected void consumed(long upTo) {
    INT.setRelease(info.buffer(), TAIL, (int) upTo);
  }

  @Override
  public long capacity() {
    return size;
  }

  @Override
  protected int place(long at) {
    return (int) at;
  }

  @Override
  protected long after(long at, int bytes) {
    long next = at + bytes;
    return next < size ? next : next - size;
  }

  @Override
  public void close() {
    Libc.unmap(data);
    Libc.unmap(info);
  }
}
