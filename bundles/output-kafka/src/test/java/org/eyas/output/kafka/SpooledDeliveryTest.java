package org.eyas.output.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which alerts a spool gets. No broker answers. */
@Timeout(90)
class SpooledDeliveryTest {
  @TempDir private Path folder;

  private static SpooledDelivery in(Path directory) throws IOException {
    return Outputs.spooled(Outputs.topic("localhost:1", "alerts", ProducerSettings.FOR_EVER), directory);
  }

  // What a process finds after kill -9 of this one: its files as they are.
  private Path copy(Path directory) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void anAlertThatARunThatWasKilledHasStoredIsNotStoredTwice() throws Exception {
    SpooledDelivery killed = in(folder.resolve("spool"));
    Outputs.send(killed, "host", List.of("a", "b"));
    SpooledDelivery next = in(copy(folder.resolve("spool")));
    Outputs.send(next, "host", List.of("a", "b", "c"));
    assertEquals(3, next.kept().waiting());
    next.close(0);
    killed.close(0);
  }

  @Test
  void afterAnOrderlyEndTheSameAlertIsStoredAgain() throws Exception {
    SpooledDelivery first = in(folder.resolve("spool"));
    Outputs.send(first, "host", List.of("a"));
    first.endOfRun();
    first.close(0);
    SpooledDelivery second = in(folder.resolve("spool"));
    Outputs.send(second, "host", List.of("a"));
    assertEquals(2, second.kept().waiting());
    second.close(0);
  }
}
