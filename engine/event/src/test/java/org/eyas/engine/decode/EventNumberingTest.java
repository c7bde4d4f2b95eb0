package org.eyas.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.engine.schema.EventSchema;
import org.junit.jupiter.api.Test;

class EventNumberingTest {
  private final EventSchema schema = EventSchema.current();
  private final EventNumbering numbering = new EventNumbering(schema);

  @Test
  void rulesSeeExitEvents() {
    assertTrue(count("SYSCALL_OPENAT_2_X"));
    assertEquals(1, numbering.number());
  }

  @Test
  void enterEventsThatCompleteTheirExitEventHaveANumberButNoRuleSeesThem() {
    assertFalse(count("SOCKET_CONNECT_E"));
    assertFalse(count("SYSCALL_EXECVEAT_E"));
    assertTrue(count("SOCKET_CONNECT_X"));
    assertEquals(3, numbering.number());
  }

  @Test
  void eventsOnlyForTheStateHaveANumberButNoRuleSeesThem() {
    assertFalse(numbering.count(schema.type("SYSCALL_CLOSE_X"), true));
    assertEquals(1, numbering.number());
  }

  @Test
  void rulesDoNotSeeTheContainersAndUsersAtTheBeginningOfACapture() {
    assertFalse(count("CONTAINER_JSON_2_E"));
    assertFalse(count("USER_ADDED_E"));
    assertTrue(count("PROCINFO_E"));
    assertTrue(count("CONTAINER_JSON_2_E"));
    numbering.restart();
    assertFalse(count("CONTAINER_JSON_2_E"));
    assertEquals(5, numbering.number());
  }

  @Test
  void rulesSeeTheFirstContainersOfThisMachine() {
    EventNumbering live = EventNumbering.ofMachine(schema);
    assertTrue(live.count(schema.type("ASYNCEVENT_E"), false));
    live.restart();
    assertTrue(live.count(schema.type("ASYNCEVENT_E"), false));
    live.resumeAfter(0);
    assertTrue(live.count(schema.type("ASYNCEVENT_E"), false));
  }

  private boolean count(String type) {
    return numbering.count(schema.type(type), false);
  }
}
