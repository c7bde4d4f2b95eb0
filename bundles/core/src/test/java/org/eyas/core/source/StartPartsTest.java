package org.eyas.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.eyas.core.command.PageSizeCommand;
import org.eyas.core.setting.EngineException;
import org.junit.jupiter.api.Test;

/** The parts of a start that need no framework. */
final class StartPartsTest {
  private static final List<String> LOADED = List.of("syscall", "k8s_audit");

  private static List<String> selected(List<String> enabled, List<String> disabled) throws EngineException {
    return List.copyOf(SourceSelection.of(LOADED, enabled, disabled));
  }

  private static String refused(List<String> enabled, List<String> disabled) {
    return String.valueOf(assertThrows(EngineException.class, () -> selected(enabled, disabled)).getMessage());
  }

  @Test
  void allSourcesAreEnabledUnlessSomeAreNamed() throws EngineException {
    assertEquals(LOADED, selected(List.of(), List.of()));
    assertEquals(List.of("k8s_audit"), selected(List.of("k8s_audit"), List.of()));
    assertEquals(List.of("k8s_audit"), selected(List.of(), List.of("syscall", "syscall")));
  }

  @Test
  void oneSourceMustRemainAndNamedSourcesMustExist() {
    assertEquals("Must enable at least one event source", refused(List.of(), LOADED));
    assertEquals("You can not mix --enable-source and --disable-source", refused(LOADED, LOADED));
    assertEquals(
        "Attempted disabling an unknown event source: dns; there is syscall, k8s_audit",
        refused(List.of(), List.of("dns")));
  }

  @Test
  void readsThePageSizeFromTheAuxiliaryVector() throws EngineException {
    ByteBuffer vector = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
    vector.putLong(33).putLong(1).putLong(6).putLong(16_384).putLong(0).putLong(0);
    assertEquals(16_384, PageSizeCommand.pageSize(vector.array()));
    assertThrows(EngineException.class, () -> PageSizeCommand.pageSize(new byte[32]));
  }
}
