package org.eyas.fields.krsi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;

/**
 * One of the fields.
 *
 * @param readers makes a reader for each use
 */
record KrsiField(FieldDefinition definition, Supplier<FieldReader> readers) {
  private static final String OPENS = calls("fd", "open", "openat", "openat2", "creat", "open_by_handle_at");
  private static final String DESCRIPTORS = OPENS + " socket:fd connect:fd";
  private static final String RESULTS =
      calls("res", "connect", "symlink", "symlinkat", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rename",
          "renameat", "renameat2");

  /**
   * The first number of the descriptors that belong to a ring of io_uring. The low bits of such a number are the place
   * in the ring.
   */
  private static final long DIRECT = 0x40000000;

  private static final long PLACES = 0xfffff;
  private static final long NO_NUMBER = 0x7fffffff;
  private static final long ABSENT = -1;

  static List<KrsiField> all() {
    List<KrsiField> fields = new ArrayList<>();
    fields.add(text("krsi.name", "The file that was opened, or the connection.", event -> event.fd().name()));
    fields.add(
        descriptor("krsi.fd", "The descriptor, unless it belongs to a ring of io_uring.", fd -> fd < DIRECT ? fd : ABSENT));
    fields.add(
        descriptor("krsi.file_index", "The place of a descriptor that belongs to a ring of io_uring.",
            fd -> fd >= DIRECT && fd != NO_NUMBER ? fd & PLACES : ABSENT));
    fields.add(number("krsi.flags", ValueType.UINT64, "The flags of an open, linkat, unlinkat or renameat2.",
        calls("flags", "open", "openat", "openat2", "open_by_handle_at", "linkat", "unlinkat", "renameat2")));
    fields.add(number("krsi.mode", ValueType.UINT64, "The mode of an open or mkdirat.",
        calls("mode", "open", "openat", "openat2", "creat", "mkdir", "mkdirat")));
    fields.add(number("krsi.dev", ValueType.UINT64, "The device of the opened file.", OPENS.replace(":fd", ":dev")));
    fields.add(number("krsi.ino", ValueType.UINT64, "The inode of the opened file.", OPENS.replace(":fd", ":ino")));
    fields.add(number("krsi.domain", ValueType.UINT64, "The domain of a new socket.", "socket:domain"));
    fields.add(number("krsi.type", ValueType.UINT64, "The type of a new socket.", "socket:type"));
    fields.add(number("krsi.protocol", ValueType.UINT64, "The protocol of a new socket.", "socket:proto"));
    fields.add(number("krsi.iou_ret", ValueType.INT64, "Always absent: what a function of io_uring returned in the kernel.", ""));
    fields.add(number("krsi.res", ValueType.INT64, "The result of a connection or a change of names.", RESULTS));
    addNames(fields);
    addConnection(fields);
    return fields;
  }

  private static void addNames(List<KrsiField> fields) {
    fields.add(param("krsi.target", "What a new symbolic link contains.", calls("target", "symlink", "symlinkat")));
    fields.add(
        number("krsi.linkdirfd", ValueType.INT64, "The directory from which the new link's path starts.", "symlinkat:linkdirfd"));
    fields.add(param("krsi.linkpath", "The path of a new symbolic link.", calls("linkpath", "symlink", "symlinkat")));
    fields.add(number("krsi.olddirfd", ValueType.INT64, "The directory from which the old path starts.",
        "linkat:olddir renameat:olddirfd renameat2:olddirfd"));
    fields.add(number("krsi.newdirfd", ValueType.INT64, "The directory from which the new path starts.",
        "linkat:newdir renameat:newdirfd renameat2:newdirfd"));
    fields.add(number("krsi.dirfd", ValueType.INT64, "The directory from which the path starts.",
        calls("dirfd", "unlinkat", "mkdirat")));
    fields.add(param("krsi.path", "The path that is removed, or of the new directory.",
        "unlink:path unlinkat:name mkdir:path mkdirat:path"));
    String paths = calls("oldpath", "link", "linkat", "rename", "renameat", "renameat2");
    fields.add(param("krsi.oldpath", "The name that a file has already.", paths));
    fields.add(param("krsi.newpath", "The name that a file gets.", paths.replace(":oldpath", ":newpath")));
  }

  private static void addConnection(List<KrsiField> fields) {
    fields.add(address("krsi.cip", "The address of the client.", event -> event.fd().clientAddress()));
    fields.add(address("krsi.sip", "The address of the server.", event -> event.fd().serverAddress()));
    fields.add(port("krsi.cport", "The port of the client.", event -> event.fd().clientPort()));
    fields.add(port("krsi.sport", "The port of the server.", event -> event.fd().serverPort()));
  }

  private static String calls(String param, String... calls) {
    return String.join(":" + param + " ", calls) + ":" + param;
  }

  private static FieldDefinition definition(String name, ValueType type, String description) {
    return new FieldDefinition(
        name, type, Shape.ONE, Argument.NONE, type.isNumber() ? Format.DEC : Format.NA, Set.of(), description);
  }

  private static KrsiField number(String name, ValueType type, String description, String calls) {
    return new KrsiField(definition(name, type, description), () -> {
      ParameterIndexes places = new ParameterIndexes(calls);
      return (FieldReader.OfNumber) (event, out) -> {
        int place = places.in(event);
        return place < 0 ? Presence.ABSENT : out.set(event.number(place));
      };
    });
  }

  private static KrsiField descriptor(String name, String description, LongUnaryOperator number) {
    return new KrsiField(definition(name, ValueType.UINT64, description), () -> {
      ParameterIndexes places = new ParameterIndexes(DESCRIPTORS);
      return (FieldReader.OfNumber) (event, out) -> {
        int place = places.in(event);
        long value = place < 0 ? ABSENT : number.applyAsLong(event.number(place));
        return value < 0 ? Presence.ABSENT : out.set(value);
      };
    });
  }

  private static KrsiField param(String name, String description, String calls) {
    return new KrsiField(definition(name, ValueType.CHARBUF, description), () -> {
      ParameterIndexes places = new ParameterIndexes(calls);
      return (FieldReader.OfBytes) event -> {
        int place = places.in(event);
        return place < 0 ? Text.ABSENT : event.bytes(place);
      };
    });
  }

  private static KrsiField text(String name, String description, Function<Event, Bytes> value) {
    return ofDescriptor(definition(name, ValueType.CHARBUF, description), OPENS + " connect:fd", value);
  }

  private static KrsiField address(String name, String description, Function<Event, Bytes> value) {
    return ofDescriptor(definition(name, ValueType.IPADDR, description), "connect:fd",
        event -> event.fd().type().isInet() ? value.apply(event) : Text.ABSENT);
  }

  private static KrsiField ofDescriptor(FieldDefinition definition, String calls, Function<Event, Bytes> value) {
    return new KrsiField(definition, () -> {
      ParameterIndexes places = new ParameterIndexes(calls);
      return (FieldReader.OfBytes) event -> places.in(event) < 0 || !event.fd().known() ? Text.ABSENT : value.apply(event);
    });
  }

  private static KrsiField port(String name, String description, ToIntFunction<Event> value) {
    return new KrsiField(definition(name, ValueType.UINT64, description), () -> {
      ParameterIndexes places = new ParameterIndexes("connect:fd");
      return (FieldReader.OfNumber) (event, out) -> places.in(event) < 0 || !event.fd().known() || !event.fd().type().isInet()
          ? Presence.ABSENT
          : out.set(value.applyAsInt(event));
    });
  }
}
