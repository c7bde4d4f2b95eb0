package org.eyas.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TsvTableTest {
  private static String failure(String file) {
    return assertThrows(
        IllegalStateException.class, () -> TsvTable.rows(TsvTableTest.class, file, cells -> Integer.parseInt(cells[1])))
        .getMessage();
  }

  @Test
  void readsTheRowsAfterTheHeadingWithoutComments() {
    assertEquals(
        List.of(List.of("one", "1", ""), List.of("zwei \u00fc", "2", "# no comment")),
        TsvTable.rows(TsvTableTest.class, "good.tsv", List::of));
  }

  @Test
  void aRowWithoutAllColumnsIsAnErrorThatNamesItsLine() {
    assertEquals("short.tsv:4: the row has 2 columns, the heading has 3", failure("short.tsv"));
  }

  @Test
  void aRowThatIsRefusedIsAnErrorThatNamesItsLine() {
    assertEquals("refused.tsv:3: For input string: \"two\"", failure("refused.tsv"));
  }

  @Test
  void aMissingTableIsAnError() {
    assertEquals("the table missing.tsv is missing from the jar", failure("missing.tsv"));
  }
}
