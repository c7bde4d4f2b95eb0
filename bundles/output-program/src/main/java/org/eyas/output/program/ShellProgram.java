package org.eyas.output.program;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A running program, started by the shell as popen(3) does: what it prints goes where our own output goes. */
final class ShellProgram {
  private final Process process;
  private final long startNanos = System.nanoTime();
  private volatile boolean writing;

  ShellProgram(String commandLine) throws IOException {
    process =
        new ProcessBuilder("/bin/sh", "-c", commandLine)
            .redirectInput(Redirect.PIPE)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long livedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** Writes a line, at once. */
  void write(String line) throws IOException {
    writing = true;
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } finally {
      writing = false;
    }
  }

  /** Ends its input and waits until it has ended. */
  int finish() throws IOException {
    closeInput();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the program ran");
    }
  }

  /** Ends its input, waits so long for its end, then ends it and what it started. */
  void end(long millis) {
    if (!writing) {
      closeInput();
      try {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    kill();
  }

  /** The exit code of one that ended or is about to; -1 where it still runs. */
  int exitCode(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  // A program that has ended makes no difference to closing: nothing is left to flush but what it did not want.
  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // its end is what the caller looks at
      return;
    }
  }
}
