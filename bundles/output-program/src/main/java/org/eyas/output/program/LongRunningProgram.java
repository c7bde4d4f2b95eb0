package org.eyas.output.program;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that receives all lines. If it has ended it is started again, after a longer wait each time it ended soon after its
 * start, and the line that could not be written is written again.
 *
 * <pre>
 *   ended --> wait (0, 0.1, 0.2 ... 5 s) --> start --> write --> the line is out
 *                ^                                       |
 *                +---------- it has ended again ---------+   at the third time the line counts as failed, and as long as
 *                                                            the wait lasts so does every other, at once
 * </pre>
 */
final class LongRunningProgram implements OutputProgram {
  private static final Logger LOG = LoggerFactory.getLogger(LongRunningProgram.class);
  private static final int ATTEMPTS = 3;
  private static final long END_MILLIS = 1_000;
  private static final long EXIT_MILLIS = 200;
  private static final long PROOF_MILLIS = 200;

  private final String commandLine;
  private final RestartBackoff backoff = new RestartBackoff();
  private volatile @Nullable ShellProgram running;
  private volatile boolean closed;
  private @Nullable ShellProgram proven;
  private boolean givenUp;
  private String lastLogged = "";

  LongRunningProgram(String commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public void write(String line) throws IOException {
    if (givenUp && backoff.waitNanos(System.nanoTime()) > 0) {
      throw notRunning();
    }
    for (int attempt = givenUp ? ATTEMPTS : 1;; attempt++) {
      try {
        writeTo(runningProgram(), line);
        givenUp = false;
        return;
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        programEnded();
        if (closed || attempt >= ATTEMPTS) {
          givenUp = true;
          throw notRunning();
        }
      }
    }
  }

  // The pipe accepts the first line even if the program cannot start. So the line counts as sent only after the program has kept
  // running for a moment, or has ended with exit code 0.
  private void writeTo(ShellProgram program, String line) throws IOException {
    program.write(line);
    if (program != proven) {
      if (program.exitCode(PROOF_MILLIS) > 0) {
        throw notRunning();
      }
      proven = program;
    }
  }

  private IOException notRunning() {
    String reason = lastLogged.isEmpty() ? "is not running" : lastLogged;
    return new IOException("'" + commandLine + "' (program_output.program) " + reason);
  }

  private ShellProgram runningProgram() throws IOException {
    ShellProgram program = running;
    if (program != null && program.isAlive()) {
      return program;
    }
    programEnded();
    if (closed) {
      throw new IOException("the output was switched off");
    }
    pause();
    ShellProgram fresh = new ShellProgram(commandLine);
    running = fresh;
    if (closed) {
      fresh.end(0);
    }
    return fresh;
  }

  // The same message is logged only once until a program has run for a while.
  private void programEnded() {
    ShellProgram program = running;
    running = null;
    proven = null;
    if (program == null || closed) {
      return;
    }
    if (backoff.ended(program.livedNanos(), System.nanoTime())) {
      lastLogged = "";
    }
    String end = "ended with exit code " + program.exitCode(EXIT_MILLIS);
    program.end(0);
    if (!end.equals(lastLogged)) {
      lastLogged = end;
      LOG.warn("program: '{}' (program_output.program) {}; it will be started again", commandLine, end);
    }
  }

  private void pause() throws InterruptedIOException {
    try {
      TimeUnit.NANOSECONDS.sleep(backoff.waitNanos(System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to start the program again");
    }
  }

  @Override
  public void reopen() throws IOException {
    ShellProgram program = running;
    running = null;
    if (program != null) {
      program.end(END_MILLIS);
    }
    givenUp = false;
    runningProgram();
  }

  @Override
  public void close() {
    closed = true;
    ShellProgram program = running;
    if (program != null) {
      program.end(END_MILLIS);
    }
  }
}
