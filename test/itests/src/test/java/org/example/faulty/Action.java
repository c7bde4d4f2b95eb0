package org.example.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The action of a call: the component's property {@code action}. */
public record Action(String name, Path folder) {
  public static Action of(Map<String, Object> properties) {
    return new Action(String.valueOf(properties.get("action")), Path.of(String.valueOf(properties.get("folder"))));
  }

  /** Does it. @return 1 */
  public long run() {
    switch (name) {
      case "throws" -> throw new IllegalStateException("this is what it does");
      case "misses" -> throw new NoClassDefFoundError("org/example/Gone");
      case "overflows" -> overflow(0);
      case "slow" -> sleep(30);
      case "allocates" -> allocate();
      case "blocks" -> block();
      default -> {}
    }
    return 1;
  }

  private static long overflow(long depth) {
    return overflow(depth + 1) + 1;
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void allocate() {
    if (new byte[4 << 20].length == 0) {
      throw new IllegalStateException("no memory");
    }
  }

  private void block() {
    mark("inside");
    while (!Files.exists(folder.resolve("release"))) {
      sleep(10);
    }
  }

  /** Creates a file that the test waits for. */
  public void mark(String file) {
    try {
      Files.writeString(folder.resolve(file), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
