package org.eyas.engine.ruletest;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.ruletest.file.FieldUseKey;
import org.eyas.engine.ruletest.file.TypeDerivedFields;
import org.eyas.engine.ruletest.file.WrittenEvent;
import org.eyas.engine.ruletest.file.WrittenValue;
import org.eyas.engine.ruletest.file.WrittenValueParser;
import org.eyas.engine.stateful.event.FiredEvent;
import org.jspecify.annotations.Nullable;

/** The fields of a provider for {@link WrittenEvent}s. A field that the test does not set is absent. */
final class WrittenFields implements FieldProvider {
  private final FieldProvider real;

  private WrittenFields(FieldProvider real) {
    this.real = real;
  }

  /** The same catalogs, for written events. */
  static SequencedMap<String, FieldCatalog> of(SequencedMap<String, FieldCatalog> catalogs) {
    Map<FieldProvider, FieldProvider> replaced = new IdentityHashMap<>();
    SequencedMap<String, FieldCatalog> written = new LinkedHashMap<>();
    catalogs.forEach(
        (source, catalog) -> written.put(
            source, catalog.replacing(real -> replaced.computeIfAbsent(real, WrittenFields::new))));
    return written;
  }

  @Override
  public List<FieldClass> classes() {
    return real.classes();
  }

  @Override
  public FieldDefinition resolve(FieldDefinition field, @Nullable String argument) {
    return real.resolve(field, argument);
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    FieldUseKey key = new FieldUseKey(field.name(), argument);
    // Created in any case, because this throws if the field does not allow the argument.
    FieldReader engine = real.reader(field, argument);
    if (TypeDerivedFields.decides(field.name())) {
      return engine;
    }
    boolean number = WrittenValueParser.isNumber(field.type());
    if (field.shape() == Shape.ONE) {
      return number ? one(field, key) : (FieldReader.OfBytes) event -> text(event, key);
    }
    return number ? (FieldReader.OfNumbers) (event, out) -> numbers(event, key, out)
        : (FieldReader.OfManyBytes) (event, out) -> texts(event, key, out);
  }

  private static FieldReader one(FieldDefinition field, FieldUseKey key) {
    OneNumber number = new OneNumber(key);
    return field.type().form() == Form.DOUBLE ? (FieldReader.OfDouble) number::read : number;
  }

  private static @Nullable WrittenValue value(Event event, FieldUseKey key) {
    Event written = event instanceof FiredEvent fired ? fired.last() : event;
    return ((WrittenEvent) written).value(key);
  }

  private static Bytes text(Event event, FieldUseKey key) {
    return value(event, key) instanceof WrittenValue.Texts(var values) ? values.getFirst() : Text.ABSENT;
  }

  private static Presence texts(Event event, FieldUseKey key, BytesList out) {
    if (!(value(event, key) instanceof WrittenValue.Texts(var values))) {
      return Presence.ABSENT;
    }
    values.forEach(out::add);
    return Presence.PRESENT;
  }

  private static Presence numbers(Event event, FieldUseKey key, NumberList out) {
    if (!(value(event, key) instanceof WrittenValue.Numbers(var values))) {
      return Presence.ABSENT;
    }
    values.forEach(out::add);
    return Presence.PRESENT;
  }

  private record OneNumber(FieldUseKey key) implements FieldReader.OfNumber {
    @Override
    public Presence read(Event event, NumberCell out) {
      if (value(event, key) instanceof WrittenValue.Numbers(var values)) {
        return out.set(values.getFirst());
      }
      boolean neverOpens = TypeDerivedFields.isOpenTest(key.name()) && !TypeDerivedFields.opens(event);
      return neverOpens ? out.set(false) : Presence.ABSENT;
    }
  }
}
