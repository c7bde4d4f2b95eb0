package org.eyas.core.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedConfigTest {
  @interface Config {
    String some_text() default "none";

    int a_number() default 3;

    double share() default 0.5;

    String[] names() default {};
  }

  private static Config config(Map<String, Object> properties) {
    return TypedConfig.of(Config.class, properties);
  }

  @Test
  void underscoresStandForDotsAndMissingValuesAreDefaults() {
    Config config = config(Map.of("some.text", "x", "names", new String[] {"a", "b"}));
    assertEquals("x", config.some_text());
    assertEquals(3, config.a_number());
    assertEquals(List.of("a", "b"), List.of(config.names()));
  }

  @Test
  void numbersAreConverted() {
    Config config = config(Map.of("a.number", 7L, "share", 2));
    assertEquals(7, config.a_number());
    assertEquals(2.0, config.share());
  }
}
