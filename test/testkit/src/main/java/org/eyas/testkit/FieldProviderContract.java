package org.eyas.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.junit.jupiter.api.Test;

/** The contract test of every field provider. The test of a provider extends this class and supplies events. */
public abstract class FieldProviderContract {
  private static final int WARM_UP = 20_000;
  private static final int READS = 10_000;

  private final NumberCell cell = new NumberCell();
  private final NumberList numbers = new NumberList();
  private final BytesList texts = new BytesList();

  /** Makes a new provider. */
  protected abstract FieldProvider provider();

  /** Events to read the fields from: some with a value, some without, some damaged. */
  protected abstract List<FakeEvent> events();

  /** An event type for fields that do not depend on the type. */
  protected static EventType anyType() {
    return new EventType(1, "TEST_X", "test", EventType.Direction.EXIT, "file", Set.of("syscall"), Set.of(), List.of());
  }

  private List<FieldDefinition> fields() {
    List<FieldDefinition> all = new ArrayList<>();
    provider().classes().forEach(group -> all.addAll(group.fields()));
    return all;
  }

  // This test knows no valid argument for fields that require one.
  private List<FieldDefinition> readable() {
    return fields().stream().filter(field -> !field.argument().required()).toList();
  }

  @Test
  void fieldsHaveNamesOfTheirOwnAndADescription() {
    Set<String> names = new HashSet<>();
    for (FieldDefinition field : fields()) {
      assertTrue(field.name().matches("[a-z][a-z0-9_]*(\\.[a-zA-Z0-9_]+)+"), () -> "letters, with a dot: " + field.name());
      assertTrue(names.add(field.name()), () -> "twice: " + field.name());
      assertFalse(field.description().isBlank(), () -> "a field has no description: " + field.name());
    }
    assertFalse(names.isEmpty());
  }

  @Test
  void theAnswerIsTheSameForTheLifeOfTheProvider() {
    FieldProvider provider = provider();
    List<FieldClass> first = provider.classes();
    assertEquals(first, provider.classes());
  }

  @Test
  void readersHaveTheFormOfTheirFields() {
    for (FieldDefinition field : readable()) {
      assertInstanceOf(formOf(field), provider().reader(field, null), field.name());
    }
  }

  private static Class<? extends FieldReader> formOf(FieldDefinition field) {
    boolean one = field.shape() == Shape.ONE;
    if (field.type() == ValueType.DOUBLE) {
      return FieldReader.OfDouble.class;
    }
    if (field.type().isNumber()) {
      return one ? FieldReader.OfNumber.class : FieldReader.OfNumbers.class;
    }
    return one ? FieldReader.OfBytes.class : FieldReader.OfManyBytes.class;
  }

  @Test
  void anArgumentThatAFieldDoesNotTakeIsRefused() {
    for (FieldDefinition field : fields()) {
      if (field.argument().required()) {
        assertThrows(IllegalArgumentException.class, () -> provider().reader(field, ""), field.name());
      }
    }
  }

  @Test
  void everyFieldReadsEveryEventWithoutFailing() {
    for (FieldDefinition field : readable()) {
      FieldReader reader = provider().reader(field, null);
      events().forEach(event -> read(reader, event));
    }
  }

  @Test
  void readingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (FieldDefinition field : readable()) {
      FieldReader reader = provider().reader(field, null);
      List<FakeEvent> events = events();
      for (int i = 0; i < WARM_UP; i++) {
        read(reader, events.get(i % events.size()));
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < READS; i++) {
        read(reader, events.get(i % events.size()));
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      // The JVM's compiler and the measurement itself may allocate a little. A reader that allocates needs at least 16 bytes per
      // read.
      assertTrue(bytes < READS, () -> field.name() + " allocates: " + bytes + " bytes in " + READS + " reads");
    }
  }

  private void read(FieldReader reader, FakeEvent event) {
    switch (reader) {
      case FieldReader.OfNumber number -> number.read(event, cell);
      case FieldReader.OfDouble number -> number.read(event, cell);
      case FieldReader.OfBytes text -> text.read(event);
      case FieldReader.OfNumbers several -> {
        numbers.clear();
        several.read(event, numbers);
      }
      case FieldReader.OfManyBytes several -> {
        texts.clear();
        several.read(event, texts);
      }
    }
  }
}
