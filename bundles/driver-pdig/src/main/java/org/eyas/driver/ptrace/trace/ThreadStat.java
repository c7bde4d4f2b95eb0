package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of {@code /proc/TID/stat} about a thread. Read on the tracer's thread, in rare cases only. */
final class ThreadStat {
  private static final int STATE = 2; // after the parenthesis that ends the name
  private static final int PARENT = 4;

  private final String afterName;

  private ThreadStat(String afterName) {
    this.afterName = afterName;
  }

  /** Reads the line of a thread. If the thread has ended, {@link #state} is a space. */
  static ThreadStat of(int tid) {
    try {
      String all = Files.readString(Path.of("/proc/" + tid + "/stat"), StandardCharsets.ISO_8859_1);
      return new ThreadStat(all.substring(all.lastIndexOf(')')));
    } catch (IOException e) {
      return new ThreadStat(")   0 ");
    }
  }

  /** R: it runs or waits for a processor; t: it is stopped for the tracer; see proc(5). */
  char state() {
    return afterName.charAt(STATE);
  }

  /** The process that is the parent of its process; 0: none. */
  int parent() {
    return Integer.parseInt(afterName.substring(PARENT, afterName.indexOf(' ', PARENT)));
  }
}
