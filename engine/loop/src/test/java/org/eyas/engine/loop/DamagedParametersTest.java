package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldProvider;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldPrinter;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

/** Parameters that are shorter or longer than their type, that lack the zero at their end, or that contain incomplete lists. */
class DamagedParametersTest {
  private static final int ROUNDS = 40;
  private static final List<String> WITH_ARGUMENT =
      List.of("fd", "name", "addr", "tuple", "fds", "val", "nativeID", "flags", "size");

  private final EventSchema schema = EventSchema.current();
  private final EventCursor cursor = new EventCursor(schema);
  private final StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));
  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());

  private List<FieldPrinter> printers() {
    List<FieldPrinter> printers = new ArrayList<>();
    for (FieldProvider provider : SyscallFields.providers()) {
      provider.classes().stream().map(FieldClass::fields).flatMap(List::stream)
          .filter(field -> !field.is(Flag.FILTER_ONLY) && !field.argument().required())
          .forEach(field -> printers.add(new FieldPrinter(catalog.find(field.name(), null).orElseThrow())));
    }
    for (String argument : WITH_ARGUMENT) {
      printers.add(new FieldPrinter(catalog.find("evt.arg", argument).orElseThrow()));
      printers.add(new FieldPrinter(catalog.find("evt.rawarg", argument).orElseThrow()));
    }
    return printers;
  }

  private Event event(EventType type, Object... values) {
    ByteBuffer encoded = ScapEventEncoder.encode(type, 1_000, 42, values);
    assertTrue(cursor.wrap(0, encoded, 0, encoded.limit()));
    return state.apply();
  }

  private static byte[] damaged(Random random) {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(12)];
    random.nextBytes(bytes);
    if (bytes.length > 0 && random.nextBoolean()) {
      bytes[0] = (byte) List.of(0, 1, 2, 3, 10).get(random.nextInt(5)).intValue(); // families, counts, kinds of dynamic values
    }
    return bytes;
  }

  @Test
  void everyFieldOfEveryEventAnswersWithoutLeavingItsParameter() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("DamagedParametersTest seed " + seed);
    Random random = new Random(seed);
    List<FieldPrinter> printers = printers();
    StringBuilder out = new StringBuilder();
    for (int code = 0; code < schema.size(); code++) {
      EventType type = schema.type(code);
      for (int round = 0; round < ROUNDS; round++) {
        Object[] values = new Object[random.nextInt(type.params().size() + 1)];
        Arrays.setAll(values, i -> damaged(random));
        try {
          Event event = event(type, values);
          printers.forEach(printer -> printer.appendText(event, out));
          printers.forEach(printer -> printer.json(event));
          state.finish();
        } catch (RuntimeException e) {
          fail("seed " + seed + ": " + type.id(), e);
        }
        out.setLength(0);
      }
    }
  }

  private String text(String field, String argument, Event event) {
    StringBuilder out = new StringBuilder();
    new FieldPrinter(catalog.find(field, argument).orElseThrow()).appendText(event, out);
    return out.toString();
  }

  @Test
  void aDynamicParameterWithOnlyAKindIsInvalid() {
    Event cut = event(schema.type("SOCKET_SETSOCKOPT_X"), 0, 3, 1, 2, new byte[] {1}, 4);
    assertEquals("INVALID DYNAMIC PARAMETER", text("evt.arg", "val", cut));
  }

  @Test
  void aSystemCallWithAnInvalidNumberHasNoName() {
    byte[] negative = {-1, -1, -1, -1, -1, -1, -1, -1};
    assertEquals("unknown", text("evt.type", null, event(schema.type("GENERIC_X"), 0, negative)));
  }
}
