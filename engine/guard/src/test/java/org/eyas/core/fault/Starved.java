package org.eyas.core.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A machine that is too busy for one thread: every processor has something else to do, and the thread comes last. */
final class Starved implements AutoCloseable {
  private final List<Process> others = new ArrayList<>();

  /** Makes the thread that calls this the last one; other programs begin to take all processors. */
  static Starved own() {
    Starved starved = new Starved();
    try {
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        starved.others.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
      }
      String thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
      assertEquals(0, new ProcessBuilder("chrt", "--idle", "--pid", "0", thread).start().waitFor(), "chrt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return starved;
  }

  @Override
  public void close() {
    others.forEach(Process::destroyForcibly);
  }
}
