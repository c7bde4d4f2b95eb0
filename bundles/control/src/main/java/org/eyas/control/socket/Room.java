package org.eyas.control.socket;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Memory for requests: those of all clients together have so much and no more. */
public final class Room {
  private final AtomicLong freeBytes;

  public Room(long bytes) {
    freeBytes = new AtomicLong(bytes);
  }

  /** What one client's request takes of it, until it is answered. Of one thread. */
  public final class Share implements AutoCloseable {
    private long taken;

    void grow(int bytes) throws IOException {
      taken += bytes;
      if (freeBytes.addAndGet(-bytes) < 0) {
        throw new IOException("other large requests are not answered yet: try again in a moment");
      }
    }

    @Override
    public void close() {
      freeBytes.addAndGet(taken);
      taken = 0;
    }
  }
}
