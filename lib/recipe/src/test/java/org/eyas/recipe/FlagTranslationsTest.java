package org.eyas.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FlagTranslationsTest {
  private final FlagTranslations translations = new FlagTranslations();

  private int convert(String table, int value, boolean firstMatch) {
    FlagTranslations.Range range = translations.range(table);
    return translations.convert(value, range.first(), range.count(), firstMatch);
  }

  @Test
  void allRowsThatMatchCountTogether() {
    assertEquals(0x1 | 0x4 | 0x1000, convert("open", 0x80040, false), "O_RDONLY|O_CREAT|O_CLOEXEC");
  }

  @Test
  void theFirstRowThatMatchesCountsAlone() {
    assertEquals(2, convert("shutdown", 2, true));
    assertEquals(0xff, convert("shutdown", 7, true), "not known");
  }

  @Test
  void aTableThatDoesNotExistIsNamed() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> translations.range("nothing"));
    assertEquals("rows.tsv has no table 'nothing'", e.getMessage());
  }
}
