package org.eyas.control.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTableTest {
  private static final AnswerRow ONE = AnswerRow.of("name", "a").with("last_error", "").with("count", 12);
  private static final AnswerRow TWO = AnswerRow.of("name", "two é\uD83E\uDD85").with("last_error", "x").with("count", 3L);

  @Test
  void columnsStandBelowEachOther() {
    assertEquals(
        List.of("NAME    COUNT  LAST ERROR", "a       12", "two é\uD83E\uDD85  3      x"),
        AnswerTable.of(List.of(ONE, TWO), "name", "count", "last_error"));
  }

  @Test
  void withoutRowsThereAreTitles() {
    assertEquals(List.of("NAME"), AnswerTable.of(List.of(), "name"));
  }

  @Test
  void controlCharactersAreShown() {
    assertEquals(List.of("X", "\\x1b]0;\\x0a\\u202e"), AnswerTable.of(List.of(AnswerRow.of("x", "\u001b]0;\n\u202e")), "x"));
  }

  @Test
  void detailsHaveALineForEachValue() {
    assertEquals(
        List.of("name:       a", "last error: none", "list:", "  1", "  2", "text:", "  one", "  two"),
        AnswerTable.details(
            AnswerRow.of("name", "a").with("last_error", "none").with("list", List.of(1, 2)).with("text", "one\ntwo\n")));
  }
}
