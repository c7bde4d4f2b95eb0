package org.eyas.driver.ebpf;

import java.util.Arrays;
import org.eyas.linux.libc.Libc;

/** Ends the wait of the thread that reads the rings. Any thread may call it, also after it was closed. */
final class ReaderWakeup {
  private final int fd = Libc.createEventFd();
  private boolean closed;

  /** Returns these descriptors and its own descriptor, for epoll. */
  int[] appendedTo(int[] fds) {
    int[] all = Arrays.copyOf(fds, fds.length + 1);
    all[fds.length] = fd;
    return all;
  }

  synchronized void wakeReader() {
    if (!closed) {
      Libc.signalEventFd(fd);
    }
  }

  synchronized void close() {
    if (!closed) {
      closed = true;
      Libc.close(fd);
    }
  }
}
