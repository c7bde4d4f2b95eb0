package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertFilterTest {
  private static String[] words(String text) {
    return text == null ? new String[0] : text.split(";");
  }

  @ParameterizedTest
  @CsvSource({
      "debug,,, true", "warning,,, true", "error,,, false", "emergency,,, false",
      "debug, Shell in a container,, true", "debug, shell in a container,, false", "debug, Shell*,, true",
      "debug, *container,, true", "debug, *in*,, true", "debug, Shell,, false", "debug, x;Shell*,, true",
      "debug, *,, true", "debug, Shell.in*,, false", "debug, \\E*,, false",
      "debug,, network, true", "debug,, x;shell, true", "debug,, Shell, false", "debug, Shell*, x, false",
  })
  void priorityRulesAndTagsHaveToFit(String least, String rules, String tags, boolean wanted) {
    Alert alert =
        new Alert(
            0, Priority.WARNING, "Shell in a container", "syscall", "m", new TreeMap<>(),
            new TreeSet<>(List.of("shell", "network")));
    AlertFilter filter = AlertFilter.of(Priority.parse(least).orElseThrow(), words(rules), words(tags));
    assertEquals(wanted, filter.accepts(alert));
  }
}
