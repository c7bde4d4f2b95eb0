package org.eyas.control.socket;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** A limit for the memory that the requests of all clients need together. Any thread may use it. */
public final class RequestMemoryLimit {
  private final AtomicLong freeBytes;

  public RequestMemoryLimit(long bytes) {
    freeBytes = new AtomicLong(bytes);
  }

  /** The share of one request until it is answered. For one thread. */
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
