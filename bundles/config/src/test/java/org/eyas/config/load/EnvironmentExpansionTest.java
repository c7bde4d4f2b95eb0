package org.eyas.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eyas.config.yaml.YamlNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentExpansionTest {
  private final EnvironmentExpansion texts =
      new EnvironmentExpansion(
          Map.of("NAME", "kite", "INNER", "${NAME}", "EMPTY", "", "LOOP", "${LOOP}", "GROW", "${GROW}${GROW}")::get);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
          "plain, plain",
          "${NAME}, kite",
          "\" ${NAME} \", \" kite \"",
          "${NAME}/nest, kite/nest",
          "/a/${NAME}/, /a/kite/",
          "/${NAME}/${NAME}${NAME}/b, /kite/kitekite/b",
          "${INNER}/nest, kite/nest",
          "${EMPTY}x, x",
          "a${MISSING}b, ab",
          // Without braces, or without an end, it is not a reference.
          "$NAME, $NAME",
          "$$NAME, $$NAME",
          "$NAME/nest, $NAME/nest",
          "${NAME, ${NAME",
          "$, $",
          "100$, 100$",
          // Two dollar signs escape it.
          "$${NAME}, ${NAME}",
          "$${NAME}$${NAME}, ${NAME}${NAME}",
          "$${NAME}${NAME}, ${NAME}kite",
          "$${${NAME}}, ${kite}",
          "$${NAME, $${NAME",
      })
  void referencesAreReplacedAndEscapedOnesAreNot(String written, String expanded) {
    assertEquals(expanded, texts.expand(written));
  }

  @Test
  void everyValueIsExpandedAndNoKey() {
    Map<String, Object> map = Map.of("${NAME}", List.of("${NAME}", Map.of("a", "${NAME}")), "none", YamlNull.NULL);
    assertEquals(
        Map.of("${NAME}", List.of("kite", Map.of("a", "kite")), "none", YamlNull.NULL), texts.expand(map));
  }

  @Test
  void variableThatContainsItselfEnds() {
    assertEquals("${LOOP}", texts.expand("${LOOP}"));
    assertTrue(texts.expand("${GROW}").length() < 20_000);
  }
}
