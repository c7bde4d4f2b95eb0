package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import org.eyas.linux.libc.MemoryMapping;

/**
 * An open device of the module: the ring of one processor. A request other than for a version concerns the rings of all processors
 * that the same thread opened. Any thread may call it.
 */
interface RingDevice extends AutoCloseable {
  /** @throws LastErrorException with the errno if the module refuses */
  void set(ModuleRequest request, long argument);

  /** A version of the module, packed as in {@link ModuleAbiVersion#of}. */
  long version(ModuleRequest request);

  /** Maps the page with the positions and counters of the ring, writable. */
  MemoryMapping info();

  /**
   * Maps the events, twice in a row.
   *
   * @param bytes the size of the ring; the module accepts no other
   */
  MemoryMapping data(int bytes);

  @Override
  void close();
}
