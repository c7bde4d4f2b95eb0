package org.eyas.output.stdout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.Set;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.testkit.RenderedAlerts;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
  private static String shown(Priority priority, String line, boolean colour) {
    RenderedAlert alert = RenderedAlerts.rendered(priority, line);
    return TerminalText.of(alert.alert(), alert.text(), colour);
  }

  @Test
  void thePriorityHasAColourAndTheRestHasNone() {
    assertEquals(
        "15:07:26.756334946: \033[33mWarning\033[0m a Warning in the text",
        shown(Priority.WARNING, "15:07:26.756334946: Warning a Warning in the text", true));
    assertEquals("1: Warning m", shown(Priority.WARNING, "1: Warning m", false));
  }

  @Test
  void everyPriorityDownToErrorStandsOut() {
    Set<String> colours = new HashSet<>();
    for (Priority priority : Priority.values()) {
      colours.add(shown(priority, priority.label(), true).replace(priority.label(), ""));
    }
    assertEquals(Priority.values().length - 1, colours.size(), "emergency and alert share one");
  }

  @Test
  void whatATerminalWouldObeyIsShownInstead() {
    String evil = "1: Error name=\033]0;owned\007 \u009b2J\r tab\tüß \u007f\u202e";
    String shown = shown(Priority.ERROR, evil, false);
    assertEquals("1: Error name=\\x1b]0;owned\\x07 \\x9b2J\\x0d tab\tüß \\x7f\\u202e", shown);
    assertFalse(shown(Priority.ERROR, evil, true).contains("\033]"));
  }
}
