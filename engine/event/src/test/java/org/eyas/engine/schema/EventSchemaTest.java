package org.eyas.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.junit.jupiter.api.Test;

class EventSchemaTest {
  private final EventSchema schema = EventSchema.current();

  @Test
  void holdsEveryRowOfTheTableUnderItsCode() {
    assertEquals(454, schema.size());
    for (int code = 0; code < schema.size(); code++) {
      assertEquals(code, schema.type(code).code());
    }
  }

  @Test
  void readsParametersWithTheirTables() {
    EventType openat = schema.type("SYSCALL_OPENAT_2_X");
    assertEquals("openat", openat.name());
    assertEquals(7, openat.params().size());
    assertEquals(new ParamDefinition("flags", ValueType.FLAGS32, ParamDefinition.Format.HEX, "file_flags"),
        openat.params().get(3));
    assertTrue(openat.is(EventFlag.CREATES_FD));
    assertEquals(2, openat.indexOf("name"));
  }

  @Test
  void everyFlagTableThatAParameterNamesExists() {
    for (int code = 0; code < schema.size(); code++) {
      for (ParamDefinition param : schema.type(code).params()) {
        if (param.type().label().contains("FLAGS") && !param.values().isEmpty()) {
          assertTrue(FlagTable.named(param.values()).size() > 0, param.values());
        }
      }
    }
  }

  @Test
  void namesSystemCalls() {
    assertEquals(454, SyscallCodes.count());
    assertEquals("read", SyscallCodes.name(3).toString());
    assertEquals("unknown", SyscallCodes.name(100_000).toString());
  }
}
