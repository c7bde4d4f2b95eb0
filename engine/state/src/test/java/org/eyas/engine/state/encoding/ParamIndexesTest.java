package org.eyas.engine.state.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ParamIndexesTest {
  @Test
  void findsTheIndexThatAllTypesHaveInCommon() {
    assertEquals(1, ParamIndexes.of("SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X").at("dirfd"));
  }

  @Test
  void refusesAParameterThatOneTypeDoesNotHave() {
    ParamIndexes params = ParamIndexes.of("SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X");
    IllegalStateException refused = assertThrows(IllegalStateException.class, () -> params.at("dirfd"));
    assertEquals(
        "the parameter 'dirfd' has the indexes [-1, 1] in [SYSCALL_OPEN_X, SYSCALL_OPENAT_2_X]", refused.getMessage());
  }

  @Test
  void refusesAParameterWithDifferentIndexes() {
    ParamIndexes params = ParamIndexes.of("SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X");
    assertThrows(IllegalStateException.class, () -> params.at("name"));
  }

  @Test
  void refusesAnUnknownParameter() {
    assertThrows(IllegalStateException.class, () -> ParamIndexes.of("SYSCALL_OPEN_X").at("nmae"));
  }
}
