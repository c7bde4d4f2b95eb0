package org.eyas.testkit.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a class of the tests as a separate process. A command before it restricts the process: fewer descriptors, fewer
 * capabilities.
 */
public final class TestProcess {
  private TestProcess() {}

  /** Runs the class and returns its output. */
  public static String output(List<String> under, List<String> options, Class<?> main) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(under);
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-Xshare:auto");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return printed;
  }

  /** Whether the machine allows a command. */
  public static boolean isPossible(List<String> under) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(under);
    command.add("true");
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // the command is not there
    }
  }
}
