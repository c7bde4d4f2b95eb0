package org.eyas.engine.stateful.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimeSpanTest {
  @Test
  void readsAndWritesTheSameTexts() {
    for (String text : List.of("1ms", "1500ms", "60001ms", "59s", "1m", "90m", "23h", "30d")) {
      assertEquals(text, TimeSpan.text(TimeSpan.nanos(text).orElseThrow()));
    }
  }

  @Test
  void rejectsEverythingElse() {
    for (String text : List.of("", "60", "s", "1.5s", "-1s", "1 s", "1S", "31d", "9999999999d", "99999999999s", "１s")) {
      assertEquals(OptionalLong.empty(), TimeSpan.nanos(text), text);
    }
  }
}
