package org.eyas.api.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AlertProgramTest {
  private static String of(Map<String, Object> fields) {
    return AlertProgram.of(new Alert(0, Priority.NOTICE, "r", "syscall", "m", new TreeMap<>(fields), new TreeSet<>()));
  }

  @Test
  void theNameCountsMoreThanThePathAndTheCommandLine() {
    assertEquals("cat", of(Map.of("proc.name", "cat", "proc.exepath", "/bin/busybox", "proc.cmdline", "cat /etc/shadow")));
    assertEquals("busybox", of(Map.of("proc.exepath", "/bin/busybox", "proc.cmdline", "cat /etc/shadow")));
    assertEquals("cat", of(Map.of("proc.cmdline", "cat /etc/shadow")));
  }

  @Test
  void aProgramThatIsNotKnownHasNoName() {
    assertEquals("", of(Map.of("proc.name", "<NA>", "proc.exepath", "<NA>")));
    assertEquals("cat", of(Map.of("proc.name", "<NA>", "proc.exepath", "/bin/cat")));
    assertEquals("", of(Map.of("evt.type", "open")));
  }
}
