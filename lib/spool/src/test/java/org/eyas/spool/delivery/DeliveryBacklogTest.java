package org.eyas.spool.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.eyas.spool.Spool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeliveryBacklogTest {
  private record TextFormat() implements EntryFormat<String> {
    @Override
    public byte[] bytes(String entry) {
      return entry.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private final DeliveryBacklog<String> backlog = new DeliveryBacklog<>(new TextFormat());

  @Test
  void theLastEntryThatATakerStillTakesIsCalledTheLast() throws Exception {
    backlog.configure(10, false, null);
    DeliveryBacklog<String>.Taker taker = backlog.taker();
    assertTrue(backlog.addIfRoom("a"));
    assertTrue(backlog.addIfRoom("b"));
    taker.takeNoMore();
    assertTrue(backlog.addIfRoom("for the next taker"));
    assertEquals(new DeliveryTask.Send<>("a", false), taker.next());
    taker.finished();
    assertEquals(new DeliveryTask.Send<>("b", true), taker.next());
    taker.finished();
    assertEquals(new DeliveryTask.End<String>(), taker.next());
  }

  @Test
  void entriesThatWaitAsBytesAreDroppedFromTheOldestOrMoveToDiskInOrder(@TempDir Path folder) throws Exception {
    int many = DeliveryBacklog.PATIENT * 3;
    backlog.configure(many, true, null);
    for (int i = 0; i < many + 10; i++) {
      assertEquals(i < many ? 0 : 1, backlog.offer("entry " + i));
    }
    backlog.configure(many, false, Spool.open(folder, 1 << 20, false));
    assertTrue(backlog.addIfRoom("the last"));
    DeliveryBacklog<String>.Taker taker = backlog.taker();
    for (int i = 10; i < many + 10; i++) {
      assertEquals(new DeliveryTask.Send<>("entry " + i, false), taker.next());
      taker.finished();
    }
    assertEquals(new DeliveryTask.Send<>("the last", true), taker.next());
  }

  @Test
  void entriesOfWhichTheFilesAreGoneAreNotPromisedForTheNextStart(@TempDir Path folder) throws Exception {
    Path directory = folder.resolve("spool");
    backlog.configure(0, false, Spool.open(directory, 1 << 20, false));
    assertTrue(backlog.addIfRoom("a"));
    assertTrue(backlog.addIfRoom("b"));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
    Files.writeString(directory, "");
    DeliveryBacklog.Left<String> left = backlog.close();
    assertEquals(0, left.onDisk());
    assertEquals(
        "cannot keep alerts in " + directory + ": " + directory + " is not a directory; what waited there is lost: 2",
        Reason.of(Objects.requireNonNull(left.failure())));
  }
}
