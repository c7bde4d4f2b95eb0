package org.eyas.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;

class EventNameFinderTest {
  private static Set<String> names(String condition) throws SyntaxException {
    return EventNameFinder.of(Parser.parse(condition), FalcoVersion.V0_44);
  }

  private static void assertNames(String condition, String... expected) throws SyntaxException {
    assertEquals(List.of(expected), List.copyOf(names(condition)));
  }

  @Test
  void followsAndOrNot() throws SyntaxException {
    assertNames("evt.type = open", "asyncevent", "open");
    assertNames("evt.type in (open, close) and evt.type != close", "asyncevent", "open");
    assertNames("evt.type = open or syscall.type = getdents", "asyncevent", "getdents", "open");
    assertNames("not (evt.type != open or proc.name = a)", "asyncevent", "open");
    assertNames("evt.type = open and not evt.type exists", "asyncevent");
    assertNames("evt.type = open and evt.type = close", "asyncevent");
  }

  @Test
  void otherChecksDoNotRestrictTheNames() throws SyntaxException {
    Set<String> all = names("proc.name = a");
    assertTrue(all.containsAll(Set.of("open", "execve", "getdents", "pread", "asyncevent")), all::toString);
    assertFalse(all.contains("pread64"));
    assertFalse(all.contains("syscall"));
    assertEquals(all, names("not proc.name = a"));
    assertEquals(all, names("evt.type exists"));
    assertEquals(all, names("evt.type startswith op"));
    Set<String> others = names("not evt.type in (open, getdents)");
    assertEquals(all.size() - 2, others.size());
    assertFalse(others.contains("open"));
  }

  @Test
  void theEventsOfThePluginKrsiAreThoseOfSystemCalls() throws SyntaxException {
    assertNames("evt.type = krsi_connect", "asyncevent", "connect");
    assertNames("evt.type in (krsi_mkdirat, close)", "asyncevent", "close", "mkdir", "mkdirat");
  }

  @Test
  void knowsTheEventsOfOtherSources() {
    assertEquals(Set.of("asyncevent", "pluginevent"), EventNameFinder.ofOtherSource());
  }
}
