package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import org.eyas.linux.libc.Mapping;

/**
 * An open device of the module: the ring of one processor. A request other than for a version concerns the rings of all processors
 * that the same thread opened. Any thread may call it.
 */
interface Device extends AutoCloseable {
  /** @throws LastErrorException with the errno if the module refuses */
  void set(Request request, long argument);

  /** A version of the module, packed as in {@link Version#of}. */
  long version(Request request);

  /** Maps the page with the positions and counters of the ring, writable. */
  Mapping info();

  /**
   * Maps the events, twice in a row.
   *
   * @param bytes the size of the ring; the module accepts no other
   */
  Mapping data(int bytes);

  @Override
  void close();
}
