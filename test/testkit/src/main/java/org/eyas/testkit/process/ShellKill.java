package org.eyas.testkit.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The kill command that every shell has. Not every machine has a program of that name. */
public final class ShellKill {
  private static final int LIMIT_SECONDS = 60;

  private ShellKill() {}

  /**
   * Sends a signal to a program.
   *
   * @param signal the name or the number, such as {@code HUP}
   */
  public static void send(String signal, Process program) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -\"$0\" \"$1\"", signal, String.valueOf(program.pid())).inheritIO().start();
    if (!kill.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("SIG" + signal + " cannot be sent to the process " + program.pid());
    }
  }
}
