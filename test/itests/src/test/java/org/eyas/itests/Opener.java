package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Opens files that do not exist, one after the other, up to 1000 per second: /n/1, /n/2 ... */
final class Opener implements AutoCloseable {
  private final Path folder;
  private final Map<Long, Long> begunNanos = new ConcurrentHashMap<>();
  private final Map<Long, Long> doneNanos = new ConcurrentHashMap<>();
  private volatile boolean over;
  private volatile long number = 1;
  private Thread thread;

  Opener(Path folder) {
    this.folder = folder;
  }

  /** Starts once an alert, or an error, shows that the engine has begun. */
  void startWhenSeen(Swapped eyas) {
    eyas.awaitThat(
        () -> {
          open("first");
          return eyas.hasWritten() || eyas.lines("Error") > 0;
        },
        "nothing is seen");
    start();
  }

  void start() {
    thread = Thread.ofPlatform().start(this::run);
  }

  private void open(String file) {
    try {
      Files.newByteChannel(folder.resolve(file)).close();
    } catch (IOException e) {
      return; // the expected failure
    }
    throw new IllegalStateException("the file is there");
  }

  private void run() {
    try {
      for (; !over; number++) {
        begunNanos.put(number, System.nanoTime());
        open(String.valueOf(number));
        doneNanos.put(number, System.nanoTime());
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void end() throws InterruptedException {
    over = true;
    thread.join();
  }

  /** The number of the last one, after {@link #end}. */
  long last() {
    return number - 1;
  }

  /** A time before one began, by {@link System#nanoTime}. */
  long beforeNanos(long which) {
    return begunNanos.get(which);
  }

  /** A time after one ended. */
  long afterNanos(long which) {
    return doneNanos.get(which);
  }

  @Override
  public void close() throws InterruptedException {
    if (thread != null) {
      end();
    }
  }
}
