package org.eyas.output.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the engine's own log arrives at the socket of a syslog daemon. */
@Timeout(90)
class SyslogLogSenderTest {
  @TempDir private Path folder;

  @Test
  void linesArriveInOrderUpToTheLastOne() throws Exception {
    try (DatagramReceiver daemon = new DatagramReceiver(folder)) {
      SyslogLogSender log = new SyslogLogSender(folder.resolve("log").toString(), "falco");
      log.add(6, "one");
      log.add(3, "two");
      log.close();
      ConditionWait.until(() -> daemon.lines().size() >= 2);
      assertEquals(List.of("one", "two"), daemon.lines());
    }
  }

  @Test
  void withoutADaemonNobodyWaitsAndTheNextLineFindsOneThatIsThere() throws Exception {
    SyslogLogSender log = new SyslogLogSender(folder.resolve("log").toString(), "falco");
    for (int i = 0; i < 5_000; i++) {
      log.add(6, "lost");
    }
    try (DatagramReceiver daemon = new DatagramReceiver(folder)) {
      ConditionWait.until(
          () -> {
            log.add(6, "found");
            return daemon.lines().contains("found");
          });
    }
    log.close();
  }

  @Test
  void aDaemonThatHangsHoldsUpNobody() throws Exception {
    try (DatagramReceiver daemon = new DatagramReceiver(folder)) {
      daemon.block();
      SyslogLogSender log = new SyslogLogSender(folder.resolve("log").toString(), "falco");
      long start = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        log.add(6, "x".repeat(200));
      }
      log.close();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis < 10_000, millis + " ms");
      daemon.unblock();
    }
  }
}
