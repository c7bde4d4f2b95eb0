package org.eyas.fields.hash;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The hashes of the 16,384 executables that were asked for most recently, about 6 MB. Any thread may call it. */
final class HashCache {
  private static final int MOST = 16_384;

  /**
   * Before Linux 6.13, a change time is that of the last tick, at most 10 ms ago. A file that changed less than this time before it
   * was read could change again with the same time.
   */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Map<HashedFileState, FileHash> hashes = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<HashedFileState, FileHash> eldest) {
      return size() > MOST;
    }
  };

  synchronized @Nullable FileHash get(HashedFileState file) {
    return hashes.get(file);
  }

  /**
   * Keeps a hash, unless the file changed just before it was read.
   *
   * @param beginNanos when reading began, in nanoseconds since the epoch
   */
  synchronized void put(HashedFileState file, FileHash hash, long beginNanos) {
    if (file.changeNanos() < beginNanos - TICK_NANOS) {
      hashes.put(file, hash);
    }
  }

  synchronized int size() {
    return hashes.size();
  }
}
