package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arguments of programs and the path that was given to execve, at the edges of the memory from which they are read. */
class ProgramTextsLiveTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Set<Integer> FORKS = Set.of(223, 225, 227, 335);
  private static final int EXECVE = 293;
  private static final int NAME = 1;
  private static final int ARGUMENTS = 2;
  private static final int ENVIRONMENT = 15;
  private static final int GIVEN_PATH = 30;
  private static final int MOST = 4096;
  private static final String TRUE = "/usr/bin/true";
  private static final String OVERWRITE = """
      import ctypes, os
      fields = open("/proc/self/stat").read().rpartition(")")[2].split()
      start, end = int(fields[45]), int(fields[46])
      ctypes.memset(start, ord("x"), end - start)
      child = os.fork()
      if child == 0:
          os._exit(0)
      os.waitpid(child, 0)
      print(end - start)
      """;

  private final EventRecorder recorded = new EventRecorder();
  @TempDir private Path folder;

  @BeforeEach
  void skipWithoutPython() {
    assumeTrue(Files.exists(Path.of(PYTHON)), () -> "skipped: there is no " + PYTHON);
  }

  // The event of the last program that a program of Python executes.
  private List<String> executed(String call) throws IOException {
    run("import os, sys\n" + call);
    return recorded.events.stream().filter(event -> event.code() == EXECVE).toList().getLast().params();
  }

  private void run(String program) throws IOException {
    Path output = folder.resolve("output");
    int status = RecordedCommand.run(List.of(PYTHON, "-c", program, folder.toString()), output, recorded);
    assertEquals(0, status, Files.readString(output));
  }

  private static String text(List<String> params, int index) {
    String hex = params.get(index);
    return new String(HexFormat.of().parseHex(hex.equals("-") ? "" : hex), StandardCharsets.ISO_8859_1).replace('\0', '|');
  }

  @Test
  void aProgramWithoutEnvironmentHasTheGivenPath() throws IOException {
    List<String> params = executed("os.execve('" + TRUE + "', ['only'], {})");
    assertEquals(TRUE + "|", text(params, GIVEN_PATH));
    assertEquals("only|", text(params, NAME));
    assertEquals("", text(params, ARGUMENTS));
    assertEquals("", text(params, ENVIRONMENT));
  }

  @Test
  void aScriptHasItsOwnPathAndTheArgumentsOfItsInterpreter() throws IOException {
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh -e\n:\n");
    assertTrue(script.toFile().setExecutable(true));
    List<String> params = executed("os.chdir(sys.argv[1]); os.execve('./script', ['script', 'a b'], {'K': 'v'})");
    assertEquals("./script|", text(params, GIVEN_PATH));
    assertEquals("/bin/sh|", text(params, NAME));
    assertEquals("-e|./script|a b|", text(params, ARGUMENTS));
    assertEquals("K=v|", text(params, ENVIRONMENT));
  }

  @Test
  void aProgramByItsDescriptorHasThePathOfTheDescriptor() throws IOException {
    List<String> params =
        executed("f = os.open('" + TRUE + "', os.O_RDONLY); os.dup2(f, 77); os.execve(77, ['name', 'a'], {'K': 'v'})");
    assertEquals("/dev/fd/77|", text(params, GIVEN_PATH));
    assertEquals("name|", text(params, NAME));
    assertEquals("a|", text(params, ARGUMENTS));
  }

  @Test
  void longArgumentsAreCut() throws IOException {
    List<String> params = executed("os.execve('" + TRUE + "', ['name', 'a' * 5000], {'K': 'v'})");
    assertEquals("name|", text(params, NAME));
    assertEquals("a".repeat(MOST - "name|".length() - 1) + "|", text(params, ARGUMENTS));
    assertEquals(TRUE + "|", text(params, GIVEN_PATH));
  }

  @Test
  void aFirstArgumentThatFillsAllRoomLeavesNoneForTheOthers() throws IOException {
    List<String> params = executed("os.execve('" + TRUE + "', ['n' * 5000, 'a'], {'K': 'v'})");
    assertEquals("n".repeat(MOST - 1) + "|", text(params, NAME));
    assertEquals("", text(params, ARGUMENTS));
  }

  @Test
  void argumentsThatWereOverwrittenWithoutAnEndAreTheName() throws IOException {
    run(OVERWRITE);
    int length = Integer.parseInt(Files.readString(folder.resolve("output")).strip());
    List<RecordedEvent> forks = recorded.events.stream().filter(event -> FORKS.contains(event.code())).toList();
    for (RecordedEvent fork : forks.subList(forks.size() - 2, forks.size())) {
      assertTrue(text(fork.params(), NAME).startsWith("x".repeat(length)), () -> text(fork.params(), NAME));
      assertEquals("", text(fork.params(), ARGUMENTS));
    }
  }
}
