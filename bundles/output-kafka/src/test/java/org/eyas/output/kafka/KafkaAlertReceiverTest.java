package org.eyas.output.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.testkit.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which alerts a spool gets. No broker answers. */
@Timeout(90)
class KafkaAlertReceiverTest {
  @TempDir private Path folder;

  private static AlertSender<KeyedMessage> in(Path directory) throws IOException {
    return Outputs.spooled(Outputs.topic("localhost:1", "alerts", ProducerSettings.FOR_EVER), directory);
  }

  @Test
  void anAlertThatARunThatWasKilledHasStoredIsNotStoredTwice() throws Exception {
    AlertSender<KeyedMessage> killed = in(folder.resolve("spool"));
    Outputs.send(killed, "host", List.of("a", "b"));
    AlertSender<KeyedMessage> next = in(TestFiles.copyAll(folder.resolve("spool"), folder.resolve("copy")));
    Outputs.send(next, "host", List.of("a", "b", "c"));
    assertEquals(3, next.kept().waiting());
    next.close(0);
    killed.close(0);
  }

  @Test
  void afterAnOrderlyEndTheSameAlertIsStoredAgain() throws Exception {
    AlertSender<KeyedMessage> first = in(folder.resolve("spool"));
    Outputs.send(first, "host", List.of("a"));
    first.endOfRun();
    first.close(0);
    AlertSender<KeyedMessage> second = in(folder.resolve("spool"));
    Outputs.send(second, "host", List.of("a"));
    assertEquals(2, second.kept().waiting());
    second.close(0);
  }
}
