package org.eyas.engine.field.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroSeparatedStringsTest {
  @ParameterizedTest
  @CsvSource({"a0, a", "a0b0, a b", "ab0cd, ab cd", "0, ''", "00, ' '", "a00b0, a  b", "0a0, ' a'", "'', ''"})
  void stringsAreJoinedByBlanks(String strings, String joined) {
    ByteBuilder out = new ByteBuilder();
    ZeroSeparatedStrings.join(Text.of(strings.replace('0', '\0')), out);
    assertEquals(Text.of(joined), out.toText());
  }
}
