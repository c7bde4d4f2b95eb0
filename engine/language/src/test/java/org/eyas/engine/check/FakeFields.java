package org.eyas.engine.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.engine.field.FieldCatalog;
import org.jspecify.annotations.Nullable;

/** Fields of every type and shape; a test sets their values by name. */
public final class FakeFields implements FieldProvider {
  /** Long, Double, Bytes, or a List of Long or Bytes; no entry means absent, {@link Presence#PENDING} means pending. */
  public final Map<String, Object> values = new HashMap<>();

  private final List<FieldDefinition> fields = new ArrayList<>();

  public FakeFields with(String name, ValueType type, Shape shape, Argument argument, Flag... flags) {
    Set<Flag> set = EnumSet.noneOf(Flag.class);
    set.addAll(List.of(flags));
    fields.add(new FieldDefinition(name, type, shape, argument, Format.DEC, set, ""));
    return this;
  }

  public FakeFields with(String name, ValueType type) {
    return with(name, type, Shape.ONE, Argument.NONE);
  }

  /** At least one field of every kind that the language distinguishes. */
  public static FakeFields ofEveryKind() {
    return new FakeFields()
        .with("evt.type", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.NO_RIGHT_HAND_SIDE, Flag.NO_TRANSFORMER)
        .with("syscall.type", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.NO_RIGHT_HAND_SIDE, Flag.NO_TRANSFORMER)
        .with("evt.dir", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.DEPRECATED)
        .with("evt.around", ValueType.UINT64, Shape.ONE, Argument.REQUIRED_KEY, Flag.FILTER_ONLY)
        .with("evt.is_open_read", ValueType.BOOL)
        .with("evt.is_open_write", ValueType.BOOL)
        .with("evt.outputtime", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Flag.PRINT_ONLY)
        .with("evt.arg", ValueType.CHARBUF, Shape.ONE, Argument.REQUIRED_INDEX_OR_KEY)
        .with("evt.buffer", ValueType.BYTEBUF)
        .with("t.text", ValueType.CHARBUF)
        .with("evt.buffer2", ValueType.BYTEBUF)
        .with("t.other", ValueType.CHARBUF)
        .with("t.path", ValueType.FSPATH)
        .with("t.relpath", ValueType.FSRELPATH)
        .with("t.int8", ValueType.INT8)
        .with("t.int", ValueType.INT64)
        .with("t.int2", ValueType.INT64)
        .with("t.fd", ValueType.FD)
        .with("t.time", ValueType.RELTIME)
        .with("t.flags", ValueType.FLAGS32)
        .with("t.uint8", ValueType.UINT8)
        .with("t.uint32", ValueType.UINT32)
        .with("t.uint64", ValueType.UINT64)
        .with("t.port", ValueType.PORT)
        .with("t.bool", ValueType.BOOL)
        .with("t.bool2", ValueType.BOOL)
        .with("t.double", ValueType.DOUBLE)
        .with("t.double2", ValueType.DOUBLE)
        .with("t.ip", ValueType.IPADDR)
        .with("t.ip2", ValueType.IPADDR)
        .with("t.net", ValueType.IPNET)
        .with("t.sock", ValueType.SOCKADDR)
        .with("t.anytext", ValueType.CHARBUF, Shape.ANY, Argument.OPTIONAL_INDEX)
        .with("t.anyint", ValueType.INT64, Shape.ANY, Argument.NONE)
        .with("t.endip", ValueType.IPADDR, Shape.ENDS, Argument.NONE)
        .with("t.endnet", ValueType.IPNET, Shape.ENDS, Argument.NONE)
        .with("t.endport", ValueType.PORT, Shape.ENDS, Argument.NONE)
        .with("t.listtext", ValueType.CHARBUF, Shape.LIST, Argument.NONE)
        .with("t.listother", ValueType.CHARBUF, Shape.LIST, Argument.NONE)
        .with("t.listint", ValueType.UINT64, Shape.LIST, Argument.NONE)
        .with("t.listint2", ValueType.UINT64, Shape.LIST, Argument.NONE)
        .with("t.listbool", ValueType.BOOL, Shape.LIST, Argument.NONE)
        .with("t.listbool2", ValueType.BOOL, Shape.LIST, Argument.NONE)
        .with("t.listip", ValueType.IPADDR, Shape.LIST, Argument.NONE)
        .with("t.listip2", ValueType.IPADDR, Shape.LIST, Argument.NONE)
        .with("t.listnet", ValueType.IPNET, Shape.LIST, Argument.NONE)
        .with("t.listpid", ValueType.PID, Shape.LIST, Argument.NONE)
        .with("ka.verb", ValueType.CHARBUF);
  }

  public FieldCatalog catalog() {
    return new FieldCatalog(List.of(this));
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(new FieldClass("fake", "", "", fields));
  }

  /** With an index, the field is one of the values. */
  @Override
  public FieldDefinition resolve(FieldDefinition field, @Nullable String argument) {
    return argument == null || field.shape() == Shape.ONE
        ? field
        : new FieldDefinition(
            field.name(), field.type(), Shape.ONE, field.argument(), field.format(), field.flags(), "");
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    String key = argument == null ? field.name() : field.name() + "[" + argument + "]";
    boolean one = field.shape() == Shape.ONE;
    if (field.type() == ValueType.DOUBLE) {
      return (FieldReader.OfDouble) (event, out) -> values.get(key) instanceof Double d ? out.set(Double.doubleToRawLongBits(d))
          : missing(key);
    }
    if (field.type().isNumber()) {
      return one ? number(key) : numbers(key);
    }
    return one ? bytes(key) : manyBytes(key);
  }

  private Presence missing(String key) {
    return values.get(key) instanceof Presence presence ? presence : Presence.ABSENT;
  }

  private FieldReader number(String key) {
    return (FieldReader.OfNumber) (event, out) -> values.get(key) instanceof Long number ? out.set(number) : missing(key);
  }

  private FieldReader numbers(String key) {
    return (FieldReader.OfNumbers) (event, out) -> {
      if (!(values.get(key) instanceof Collection<?> all)) {
        return missing(key);
      }
      all.forEach(each -> out.add((Long) each));
      return Presence.PRESENT;
    };
  }

  private FieldReader bytes(String key) {
    return (FieldReader.OfBytes) event -> values.get(key) instanceof Bytes bytes ? bytes
        : missing(key) == Presence.PENDING ? Text.PENDING : Text.ABSENT;
  }

  private FieldReader manyBytes(String key) {
    return (FieldReader.OfManyBytes) (event, out) -> {
      if (!(values.get(key) instanceof Collection<?> all)) {
        return missing(key);
      }
      all.forEach(each -> out.add((Bytes) each));
      return Presence.PRESENT;
    };
  }
}
