package org.eyas.respond.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.eyas.respond.wire.GuardConnection;

/** A response guard on a thread of the test. */
final class RunningGuard implements AutoCloseable {
  private final Path folder;
  private final ResponseGuard guard;
  private final Thread thread;

  RunningGuard(Path folder, int actionsPerMinute, boolean forbidden) throws IOException {
    this.folder = folder;
    guard = new ResponseGuard(folder, Set.of(Files.getOwner(Path.of("/proc/self"))), actionsPerMinute, forbidden);
    thread = Thread.ofPlatform().name("guard").start(this::run);
  }

  private void run() {
    try {
      guard.run();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  GuardConnection connect() throws IOException {
    return new GuardConnection(folder.resolve("guard.sock"));
  }

  @Override
  public void close() throws InterruptedException {
    guard.stop();
    thread.join(10_000);
  }
}
