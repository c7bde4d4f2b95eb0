package org.eyas.engine.guard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Reads the total memory that this thread has allocated since it started, in bytes. Memory that was freed counts, too.
 */
final class AllocatedBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocatedBytes() {}

  static long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
