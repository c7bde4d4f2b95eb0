package org.eyas.enricher.container.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.data.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellPatternTest {
  @ParameterizedTest
  @CsvSource({
      "/var/run, /var/run, true", "/var/run, /var/run/x, false", "/var/*, /var/run/x, true", "*, '', true",
      "'', '', true", "'', a, false", "/proc*, /proc, true", "*.sock, /run/docker.sock, true", "a?c, abc, true",
      "a?c, ac, false", "[ab]c, bc, true", "[!ab]c, bc, false", "[a-c]x, bx, true", "[a-c]x, dx, false", "[]]x, ]x, true",
      "a\\*b, a*b, true", "a\\*b, axb, false", "[x, [x, true", "*a*b*c, xxaxxbxxc, true", "*a*b*c, xxaxxbxx, false"
  })
  void matchesAsTheShellDoes(String pattern, String text, boolean expected) {
    assertEquals(expected, ShellPattern.matches(Text.of(pattern), Text.of(text)));
  }
}
