package org.eyas.core.fault;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much memory this thread has allocated since it began, in bytes; what it gave back counts too. */
final class Allocated {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocated() {}

  static long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
