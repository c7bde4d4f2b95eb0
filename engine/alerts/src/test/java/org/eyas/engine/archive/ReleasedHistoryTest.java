package org.eyas.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.eyas.engine.query.AlertQuery;
import org.eyas.engine.query.SearchTimeLimit;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of released versions: 410 alerts in two segments, of which the first has an index. */
class ReleasedHistoryTest {
  private static final int ALERTS = 410;
  private static final long ROOMY = 1 << 20;

  @TempDir private Path folder;

  private static void write(Path to) throws IOException {
    try (AlertArchive archive = AlertArchive.open(to, ROOMY)) {
      for (int i = 1; i <= ALERTS; i += 10) {
        archive.append(SomeAlerts.numbered(i, 10));
      }
    }
  }

  @Test
  void historiesOfAllVersionsAreSearchedAndContinued() throws Exception {
    for (Path history : ReleasedFiles.copies("history", folder, ReleasedHistoryTest::write)) {
      try (AlertArchive archive = AlertArchive.open(history, ROOMY)) {
        assertEquals(ALERTS, archive.newest());
        assertTrue(archive.isRepeated(SomeAlerts.numbered(ALERTS).alert()), "its id is known");
        archive.append(SomeAlerts.numbered(ALERTS + 1, 1));
        List<Long> found = new ArrayList<>();
        archive.search(AlertQuery.parse("", Instant.EPOCH), Long.MAX_VALUE, new SearchTimeLimit(Duration.ofMinutes(1)), past -> {
          assertEquals(SomeAlerts.numbered(past.number()), past);
          return found.add(past.number());
        });
        assertEquals(LongStream.rangeClosed(1, ALERTS + 1).boxed().toList().reversed(), found, history.toString());
      }
    }
  }
}
