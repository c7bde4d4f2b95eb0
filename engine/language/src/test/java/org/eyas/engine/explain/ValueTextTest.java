package org.eyas.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ValueTextTest {
  @Test
  void invisibleCharactersAreEscaped() {
    assertEquals("(\"a\\x9b2J\\u202e\", 7, absent)", ValueText.of(Arrays.asList("a\u009b2J\u202e", 7L, null)));
    assertEquals("\"b\"", ValueText.of("b"));
  }
}
