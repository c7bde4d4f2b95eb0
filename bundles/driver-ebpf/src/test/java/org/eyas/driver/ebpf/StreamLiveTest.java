package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.testkit.StateRecorder;
import org.junit.jupiter.api.Test;

/** The probe reports internet sockets that become standard streams. */
class StreamLiveTest {
  private static final Set<Integer> CODES = Set.of(5, 293, 363, 365, 407); // close, exec, dup2, dup3, pidfd_getfd

  private static final String BEGIN =
      """
      import os, socket, time
      s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      s.connect(('127.0.0.1', 9))
      six = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
      os.dup2(six.fileno(), 50)
      os.dup2(s.fileno(), 60)
      """;

  // What the probe reports of a process that runs a script, as "DESCRIPTOR LENGTH IS_STREAM".
  private List<String> reported(String script) throws Exception {
    StateRecorder state = new StateRecorder();
    long pid;
    try (Capture capture = LiveProbe.open(CODES)) {
      capture.follow(state);
      Process python = new ProcessBuilder("python3", "-I", "-S", "-c", BEGIN + script + "time.sleep(0.5)\n").start();
      pid = python.pid();
      while (python.isAlive()) {
        capture.poll((cpu, memory, offset, length) -> {}, 1024);
      }
    }
    return state.sockets.stream()
        .filter(line -> line.startsWith(pid + " "))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  @Test
  void theSocketThatIsCopiedIsReportedAndNoOther() throws Exception {
    assertEquals(List.of("60 13 false", "50 37 true"), reported("os.dup2(60, 1)\nos.dup2(50, 2, False)\nos.dup2(50, 7)\n"));
  }

  @Test
  void aProgramThatStartsWithASocketAsItsInputIsReported() throws Exception {
    assertEquals(
        List.of("60 13 false", "0 13 false"), reported("os.dup2(60, 0)\nos.execv('/bin/sleep', ['sleep', '0.5'])\n"));
  }

  @Test
  void filesAndPipesAreNotReported() throws Exception {
    assertEquals(List.of(), reported("a, b = os.pipe()\nos.dup2(a, 0)\nos.dup2(os.open('/dev/null', os.O_RDONLY), 1)\n"));
  }
}
