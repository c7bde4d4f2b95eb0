package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eyas.api.control.FaultCount;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.FakeEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedFieldsTest {
  private static final int LIMIT = 3;
  private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final FieldDefinition FIELD = field("acme.number");
  private static final FieldDefinition OTHER = field("acme.other");

  private final Event event = FakeEvent.of(EventSchema.current().type("SYSCALL_OPENAT_2_X"));
  private final NumberCell cell = new NumberCell();
  private final List<String> reported = new ArrayList<>();
  private boolean disables;
  private long budgetNanos = BUDGET_NANOS;
  private int calls;
  private ServiceGuard guard;
  private final FaultRegistry book =
      new FaultRegistry(() -> new FaultPolicy(budgetNanos, 1 << 20, LIMIT, TimeUnit.MINUTES.toNanos(5), disables));

  private static FieldDefinition field(String name) {
    return new FieldDefinition(name, ValueType.INT64, Shape.ONE, Argument.NONE, Format.DEC, Set.of(), "d");
  }

  /** A provider with one field that performs an action, and one that works. */
  private final class Acme implements FieldProvider {
    private final LongSupplier value;

    Acme(LongSupplier value) {
      this.value = value;
    }

    @Override
    public List<FieldClass> classes() {
      return List.of(new FieldClass("acme", "a", "d", List.of(FIELD, OTHER)));
    }

    @Override
    public FieldReader reader(FieldDefinition field, @Nullable String argument) {
      return (FieldReader.OfNumber) (_, out) -> {
        calls++;
        return out.set(field.equals(FIELD) ? value.getAsLong() : 1);
      };
    }
  }

  private GuardedFields guarded(LongSupplier value) {
    book.listener(
        new FaultListener() {
          @Override
          public void changed() {
            reported.add("changed");
          }

          @Override
          public void problem(ServiceOrigin origin, String problem) {
            reported.add(problem);
          }
        });
    guard = book.guard(ServiceRole.FIELDS, new ServiceOrigin("org.acme", "FieldProvider Acme"));
    return new GuardedFields(new Acme(value), guard);
  }

  private static FieldReader.OfNumber reader(GuardedFields fields, FieldDefinition field) {
    return (FieldReader.OfNumber) fields.reader(field, null);
  }

  private void readOften(FieldReader.OfNumber reader, int times) {
    for (int i = 0; i < times; i++) {
      try {
        reader.read(event, cell);
      } catch (ForeignCodeFault e) {
        reported.add("fault");
      }
    }
  }

  private static long slow() {
    return slow(2 * BUDGET_NANOS);
  }

  private static long slow(long nanos) {
    long end = CallerThread.cpuNanos() + nanos; // on a busy machine, more time passes on the clock
    while (CallerThread.cpuNanos() < end) {
      Thread.onSpinWait();
    }
    return 7;
  }

  private static long greedy() {
    return new byte[2 << 20].length;
  }

  private FaultCount count() {
    return book.counts().getFirst();
  }

  @Test
  void aFieldThatWorksIsReadAndNothingIsCounted() {
    budgetNanos = TimeUnit.MINUTES.toNanos(1);
    FieldReader.OfNumber reader = reader(guarded(() -> 7), FIELD);
    readOften(reader, 1_000);
    assertEquals(Presence.PRESENT, reader.read(event, cell));
    assertEquals(7, cell.value);
    assertEquals(1_001, calls);
    assertEquals(List.of(), book.counts());
    assertEquals(List.of(), reported);
  }

  @Test
  void aSlowFieldIsTakenOutAfterAFewCallsAndTheOthersStay() {
    GuardedFields fields = guarded(GuardedFieldsTest::slow);
    FieldReader.OfNumber reader = reader(fields, FIELD);
    readOften(reader, LIMIT);
    assertEquals(LIMIT, calls);
    assertThrows(ForeignCodeFault.class, () -> reader.read(event, cell));
    assertEquals(LIMIT, calls);
    assertEquals(Set.of("acme.number"), fields.out().keySet());
    assertEquals(
        "FieldProvider Acme field acme.number of bundle org.acme takes too long: taken out after 3 calls over 2 ms",
        fields.out().get("acme.number"));
    assertEquals(Presence.PRESENT, reader(fields, OTHER).read(event, cell));
    assertEquals(List.of(fields.out().get("acme.number"), "changed"), reported);
    assertEquals(LIMIT, count().late());
    assertTrue(count().takenOut());
  }

  @Test
  void aFieldThatIsSlowOnceInAWhileIsNotTakenOut() {
    budgetNanos = 50 * BUDGET_NANOS; // more than a busy machine adds to the other calls
    FieldReader.OfNumber reader = reader(guarded(() -> calls == 1 ? slow(2 * budgetNanos) : 7), FIELD);
    readOften(reader, 500);
    assertEquals(1, count().late());
    assertEquals(List.of(), reported);
    assertEquals(List.of(), book.problems());
  }

  @Test
  void aFieldThatAllocatesTooMuchIsTakenOut() {
    budgetNanos = TimeUnit.MINUTES.toNanos(1);
    GuardedFields fields = guarded(GuardedFieldsTest::greedy);
    readOften(reader(fields, FIELD), 10);
    assertEquals(LIMIT, calls);
    assertEquals(LIMIT, count().greedy());
    assertTrue(fields.out().get("acme.number").contains("allocates too much"), () -> fields.out().toString());
  }

  @Test
  void aFieldThatThrowsIsCountedAndCalledAgainIfThePolicySaysSo() {
    budgetNanos = TimeUnit.MINUTES.toNanos(1);
    GuardedFields fields = guarded(() -> {
      throw new IllegalStateException("no");
    });
    readOften(reader(fields, FIELD), 50);
    assertEquals(50, calls);
    assertEquals(50, count().failures());
    assertEquals("org.acme", book.problems().getFirst().name());
    assertTrue(count().last().startsWith("java.lang.IllegalStateException: no at "), count().last());
    assertEquals(Set.of(), fields.out().keySet());
  }

  @Test
  void aFieldThatThrowsIsTakenOutIfThePolicySaysSo() {
    disables = true;
    budgetNanos = TimeUnit.MINUTES.toNanos(1);
    GuardedFields fields = guarded(() -> {
      throw new IllegalStateException("no");
    });
    readOften(reader(fields, FIELD), 50);
    assertEquals(LIMIT, calls);
    assertEquals(Set.of("acme.number"), fields.out().keySet());
  }

  @Test
  void errorsOfACallAreContainedToo() {
    budgetNanos = TimeUnit.MINUTES.toNanos(1);
    FieldReader.OfNumber reader = reader(guarded(GuardedFieldsTest::endless), FIELD);
    assertThrows(ForeignCodeFault.class, () -> reader.read(event, cell));
    FieldReader.OfNumber gone = reader(guarded(() -> {
      throw new NoClassDefFoundError("org/acme/Gone");
    }), FIELD);
    assertThrows(ForeignCodeFault.class, () -> gone.read(event, cell));
    assertEquals(2, count().failures());
  }

  private static long endless() {
    return 1 + endless();
  }

  @Test
  void aReadmittedFieldIsCalledAgain() {
    GuardedFields fields = guarded(() -> calls <= LIMIT ? slow() : 7);
    FieldReader.OfNumber reader = reader(fields, FIELD);
    readOften(reader, LIMIT + 1);
    assertEquals(LIMIT, calls);
    assertTrue(book.readmit("org.acme"));
    assertEquals(Presence.PRESENT, reader.read(event, cell));
    assertEquals(Set.of(), fields.out().keySet());
    assertEquals(LIMIT, count().late());
  }

  @Test
  void aRestartedServiceIsCalledAndItsCountsContinue() {
    GuardedFields before = guarded(GuardedFieldsTest::slow);
    readOften(reader(before, FIELD), LIMIT);
    guard.close();
    readOften(reader(guarded(GuardedFieldsTest::slow), FIELD), 1);
    assertEquals(LIMIT + 1, calls);
    assertEquals(LIMIT + 1, count().late());
    assertEquals(1, book.counts().size());
    assertTrue(!count().takenOut());
  }

  @Test
  void aServiceThatLeftIsNotCalled() {
    budgetNanos = TimeUnit.MINUTES.toNanos(1);
    GuardedFields fields = guarded(() -> 7);
    FieldReader.OfNumber reader = reader(fields, FIELD);
    readOften(reader, 3);
    guard.close();
    assertThrows(ForeignCodeFault.class, () -> reader.read(event, cell));
    assertEquals(3, calls);
  }
}
