package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Calls that the program does not make, each with what to do instead and the few classes that may make it. */
class BannedCallsTest {
  /**
   * A banned call.
   *
   * @param call matches it in a source without comments and strings
   * @param allowed the simple names of the classes that may make it
   */
  private record Ban(Pattern call, String instead, Set<String> allowed) {}

  private static final List<Ban> BANS =
      List.of(
          ban("System\\.(out|err)\\b", "standard output belongs to the outputs: take the PrintStream service, or log",
              "StderrLogger", "WriteRules", "TestRules"), // the latter are programs of their own
          ban("\\.printStackTrace\\(", "log the exception: LOG.error(text, e)", "Main", "StderrLogger"),
          ban(
              "System\\.exit\\(|getRuntime\\(\\)\\.(exit|halt)\\(",
              "only the launcher ends the process",
              "Main", "ProcessShutdown", "WriteRules", "TestRules"),
          ban("new Thread\\(", "Thread.ofPlatform().name(...): a thread has a name by which it is found in a dump",
              "ProcessShutdown"),
          ban(
              "\\.ofVirtual\\(|newVirtualThreadPerTaskExecutor\\(",
              "Thread.ofPlatform(): once the kernel has refused virtual threads a carrier, none of them runs any more"),
          ban("to(Lower|Upper)Case\\(\\)", "name Locale.ROOT: in a Turkish locale 'I' has another lower case"),
          ban("new (FileReader|FileWriter)\\(", "Files.newBufferedReader: it has a defined character set"),
          ban(
              "\\bsleep\\(",
              "wait for what happens: a queue, a latch, a selector. A pause may be a purpose of its own (a back-off, a period), or"
                  + " the thread that is waited for must not be made to signal (an event loop)",
              // back-off and periods
              "OutputCheckThread", "Watchdog", "EngineSamples", "RetryingDelivery", "LongRunningProgram", "MuteExpiry",
              "RuleHostNames", "PortCheck",
              "NoDriverSource", "BackgroundProcess", "StartMonitor", "ClientConnections", "BatchServer", "ListWatch", "ApiAnswer",
              "FollowedFileInput",
              // waits for the next engine's service, on a thread of its own
              "AlertStream"));

  private static Ban ban(String call, String instead, String... allowed) {
    return new Ban(Pattern.compile(call), instead, Set.of(allowed));
  }

  /** By simple name of the class, without comments and strings. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    ProgramSources.all().forEach(
        (path, source) -> sources.put(ProgramSources.className(path), ProgramSources.withoutCommentsAndTexts(source)));
    return sources;
  }

  @Test
  void noClassMakesABannedCall() throws IOException {
    List<String> found = new ArrayList<>();
    Map<String, String> sources = sources();
    for (Ban ban : BANS) {
      sources.forEach((name, source) -> {
        if (!ban.allowed().contains(name) && ban.call().matcher(source).find()) {
          found.add(name + ": " + ban.call() + ": " + ban.instead());
        }
      });
    }
    assertEquals("", String.join("\n", found));
  }

  @Test
  void everyExceptionIsStillNeeded() throws IOException {
    Map<String, String> sources = sources();
    Set<String> unneeded = new TreeSet<>();
    for (Ban ban : BANS) {
      ban.allowed().stream()
          .filter(name -> !ban.call().matcher(sources.getOrDefault(name, "")).find())
          .forEach(name -> unneeded.add(name + ": " + ban.call()));
    }
    assertEquals(Set.of(), unneeded);
  }
}
