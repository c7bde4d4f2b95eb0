package org.eyas.spool.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.spool.FlushMode;
import org.eyas.spool.Spool;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spools of released versions: ten entries, of which four are delivered, one has a format that was unknown, and the ids of alerts. */
class ReleasedSpoolTest {
  private static final int ENTRIES = 10;
  private static final int DELIVERED = 4;
  private static final int UNKNOWN = 6;

  @TempDir private Path folder;

  private static byte[] entry(int number) {
    return ("entry " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static Alert alert(int number) {
    return new Alert(number, Priority.NOTICE, "rule", "syscall", "message", new TreeMap<>(), new TreeSet<>(), number);
  }

  private static void write(Path to) throws IOException {
    try (Spool spool = Spool.open(to, 1 << 20, FlushMode.NOTHING, "alerts", entry -> entry[entry.length - 1] == '0' + UNKNOWN)) {
      EarlierAlerts ids = new EarlierAlerts("test", to, 0);
      for (int i = 0; i < ENTRIES; i++) {
        ids.note(alert(i), i);
        spool.append(entry(i));
      }
      spool.read(ENTRIES);
      spool.acknowledge(DELIVERED);
      spool.read(ENTRIES);
      spool.acknowledge(3); // 4, 5 and 7
      ids.close(false);
    }
  }

  @Test
  void spoolsOfAllVersionsAreRead() throws Exception {
    for (Path spool : ReleasedFiles.copies("spool", folder, ReleasedSpoolTest::write)) {
      assertEquals(List.of("entry 6", "entry 8", "entry 9"), texts(spool), spool.toString());
    }
  }

  @Test
  void idsOfAllVersionsAreKnown() throws Exception {
    for (Path spool : ReleasedFiles.copies("spool", folder, ReleasedSpoolTest::write)) {
      EarlierAlerts ids = new EarlierAlerts("test", spool, ENTRIES);
      assertTrue(IntStream.range(0, ENTRIES).allMatch(number -> ids.isRepeated(alert(number))), spool.toString());
      assertFalse(ids.isRepeated(alert(ENTRIES)));
      ids.close(true);
      assertFalse(Files.exists(spool.resolve("ids")));
    }
  }

  private static List<String> texts(Path directory) throws IOException {
    try (Spool spool = Spool.open(directory, 1 << 20, false)) {
      return spool.read(ENTRIES).stream().map(entry -> new String(entry, StandardCharsets.UTF_8)).toList();
    }
  }
}
