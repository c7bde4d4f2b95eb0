package org.eyas.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogCopiesTest {
  private final List<String> taken = new ArrayList<>();

  @BeforeEach
  @AfterEach
  void forget() {
    LogCopies.setReceiver(null);
    System.setProperty("eyas.log.copies", "false");
    LogCopies.add(Level.INFO, "forgets what waits");
    System.clearProperty("eyas.log.copies");
  }

  private void take(int severity, String text) {
    taken.add(severity + " " + text);
  }

  @Test
  void firstLinesAreKeptForTheReceiver() {
    LogCopies.add(Level.INFO, "early");
    LogCopies.add(Level.ERROR, "wrong");
    LogCopies.setReceiver(this::take);
    LogCopies.add(Level.WARN, "later");
    assertEquals(List.of("6 early", "3 wrong", "4 later"), taken);
  }

  @Test
  void disabledCopiesAreNotKept() {
    LogCopies.add(Level.INFO, "early");
    System.setProperty("eyas.log.copies", "false");
    LogCopies.add(Level.INFO, "a line");
    System.clearProperty("eyas.log.copies");
    LogCopies.setReceiver(this::take);
    assertEquals(List.of(), taken);
  }

  @Test
  void numberOfKeptLinesIsLimited() {
    for (int i = 0; i < 2_000; i++) {
      LogCopies.add(Level.DEBUG, "line");
    }
    LogCopies.setReceiver(this::take);
    assertEquals(500, taken.size());
  }
}
