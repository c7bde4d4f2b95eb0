package org.eyas.driver.kmod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The list of processors that are online, which the loop's thread reads again once per second. */
final class OnlineProcessors {
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path file;
  private final String first;
  private long readNanos;

  /** @param root /, or a folder with sys */
  OnlineProcessors(Path root, long nowNanos) {
    file = root.resolve("sys/devices/system/cpu/online");
    first = read();
    readNanos = nowNanos;
  }

  /** Whether other processors are online than at the beginning. If the list cannot be read, it counts as unchanged. */
  boolean haveChanged(long nowNanos) {
    if (nowNanos - readNanos <= REFRESH_NANOS) {
      return false;
    }
    readNanos = nowNanos;
    String now = read();
    return !now.isEmpty() && !first.isEmpty() && !now.equals(first);
  }

  private String read() {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
