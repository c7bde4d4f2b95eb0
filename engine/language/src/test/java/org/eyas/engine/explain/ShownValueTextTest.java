package org.eyas.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShownValueTextTest {
  @Test
  void invisibleCharactersAreEscaped() {
    assertEquals("(\"a\\x9b2J\\u202e\", 7, absent)", ShownValueText.of(Arrays.asList("a\u009b2J\u202e", 7L, null)));
    assertEquals("\"b\"", ShownValueText.of("b"));
  }
}
