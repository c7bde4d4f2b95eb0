package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that executes a program takes the place of the first thread of its process, and with it the folder in /proc. */
class ThreadExecLiveTest {
  private static final int EXECVE = 293;
  private static final int ARGUMENTS = 2;
  private static final int PARENT = 5;
  private static final int NAME = 13;
  private static final int PROGRAM_PATH = 27;
  private static final int GIVEN_PATH = 30;
  private static final String PROGRAM = """
      import os, threading
      print(os.getppid(), flush=True)
      thread = threading.Thread(target=lambda: os.execv("/usr/bin/env", ["env", "true"]))
      thread.start()
      thread.join()
      """;

  private final EventRecorder recorded = new EventRecorder();
  @TempDir private Path folder;

  private static String text(RecordedEvent event, int index) {
    return new String(HexFormat.of().parseHex(event.params().get(index).replace("-", ""))).replace("\0", "");
  }

  @Test
  void theProgramOfAThreadHasTheFactsOfItsProcess() throws IOException {
    List<String> command = List.of(InstalledProgram.require("python3"), "-c", PROGRAM);
    assertEquals(0, RecordedCommand.run(command, folder.resolve("output"), recorded));
    RecordedEvent event =
        recorded.events.stream()
            .filter(exec -> exec.code() == EXECVE && text(exec, GIVEN_PATH).equals("/usr/bin/env"))
            .filter(exec -> text(exec, ARGUMENTS).equals("true"))
            .findFirst()
            .orElseThrow();
    assertEquals("env", text(event, NAME));
    assertEquals("/usr/bin/env", text(event, PROGRAM_PATH));
    long parent = Long.reverseBytes(Long.parseUnsignedLong(event.params().get(PARENT), 16));
    assertEquals(Files.readString(folder.resolve("output")).strip(), String.valueOf(parent));
  }
}
