package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes the CPU away from one thread: every CPU is busy with other programs, and the thread has the lowest priority. */
final class Starved implements AutoCloseable {
  private final List<Process> others = new ArrayList<>();

  /** Gives the calling thread the lowest priority, and starts programs that use all CPUs. */
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
