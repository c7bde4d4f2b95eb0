package org.eyas.core.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.eyas.core.schema.EventSchema;
import org.junit.jupiter.api.Test;

class WantedEventsTest {
  private static final Set<Integer> WITHOUT_RULES = WantedEvents.of(null);

  @Test
  void processesAndDescriptorsAreFollowedWithoutAnyRule() {
    assertTrue(wants("SYSCALL_CLONE_20_X"));
    assertTrue(wants("SYSCALL_EXECVE_19_X"));
    assertTrue(wants("PROCEXIT_1_E"));
    assertTrue(wants("SYSCALL_OPENAT_2_X"));
    assertTrue(wants("SYSCALL_CLOSE_X"));
    assertTrue(wants("SOCKET_CONNECT_X"));
  }

  @Test
  void readsAndWritesAreLeftOutUntilARuleAsksForThem() {
    assertFalse(wants("SYSCALL_READ_X"));
    assertFalse(wants("SYSCALL_WRITE_X"));
    assertFalse(wants("SOCKET_SENDTO_X"));
    assertFalse(wants("GENERIC_X"));
  }

  private static boolean wants(String id) {
    return WITHOUT_RULES.contains(EventSchema.current().type(id).code());
  }
}
