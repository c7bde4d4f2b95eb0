package org.eyas.engine.guard;

import static java.util.Objects.requireNonNull;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;

/** Wraps field readers of another bundle, each with a gate. A reader is used by one thread. */
final class GuardedFieldReaders {
  private GuardedFieldReaders() {}

  static FieldReader of(FieldReader reader, CallGate gate) {
    return switch (reader) {
      case FieldReader.OfNumber one -> new OneNumber(one, gate);
      case FieldReader.OfDouble one -> new OneDouble(one, gate);
      case FieldReader.OfBytes one -> new OneText(one, gate);
      case FieldReader.OfNumbers many -> new ManyNumbers(many, gate);
      case FieldReader.OfManyBytes many -> new ManyTexts(many, gate);
    };
  }

  /** A reader that replaces a reader that could not be created. */
  static FieldReader failing(FieldDefinition field, ServiceGuard guard) {
    boolean number = field.type().isNumber();
    if (field.shape() == Shape.ONE) {
      return number
          ? (FieldReader.OfNumber) (event, out) -> absent(guard)
          : (FieldReader.OfBytes) event -> none(guard);
    }
    return number
        ? (FieldReader.OfNumbers) (event, out) -> absent(guard)
        : (FieldReader.OfManyBytes) (event, out) -> absent(guard);
  }

  private static Bytes none(ServiceGuard guard) {
    guard.requireAllowed();
    return Text.ABSENT;
  }

  private static Presence absent(ServiceGuard guard) {
    guard.requireAllowed();
    return Presence.ABSENT;
  }

  private record OneNumber(FieldReader.OfNumber foreign, CallGate gate) implements FieldReader.OfNumber {
    @Override
    public Presence read(Event event, NumberCell out) {
      try (CallGate _ = gate.enter()) {
        return requireNonNull(foreign.read(event, out));
      } catch (Throwable e) {
        throw gate.convertFailure(e);
      }
    }
  }

  private record OneDouble(FieldReader.OfDouble foreign, CallGate gate) implements FieldReader.OfDouble {
    @Override
    public Presence read(Event event, NumberCell out) {
      try (CallGate _ = gate.enter()) {
        return requireNonNull(foreign.read(event, out));
      } catch (Throwable e) {
        throw gate.convertFailure(e);
      }
    }
  }

  private record OneText(FieldReader.OfBytes foreign, CallGate gate) implements FieldReader.OfBytes {
    @Override
    public Bytes read(Event event) {
      try (CallGate _ = gate.enter()) {
        return requireNonNull(foreign.read(event));
      } catch (Throwable e) {
        throw gate.convertFailure(e);
      }
    }
  }

  private record ManyNumbers(FieldReader.OfNumbers foreign, CallGate gate) implements FieldReader.OfNumbers {
    @Override
    public Presence read(Event event, NumberList out) {
      try (CallGate _ = gate.enter()) {
        return requireNonNull(foreign.read(event, out));
      } catch (Throwable e) {
        throw gate.convertFailure(e);
      }
    }
  }

  private record ManyTexts(FieldReader.OfManyBytes foreign, CallGate gate) implements FieldReader.OfManyBytes {
    @Override
    public Presence read(Event event, BytesList out) {
      try (CallGate _ = gate.enter()) {
        return requireNonNull(foreign.read(event, out));
      } catch (Throwable e) {
        throw gate.convertFailure(e);
      }
    }
  }
}
