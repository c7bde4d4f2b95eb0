package org.eyas.engine.field;

import static org.eyas.api.event.ValueType.INT32;
import static org.eyas.api.event.ValueType.INT64;
import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.FdInfo;

/** The file descriptor of an event. */
final class FdFields {
  private FdFields() {}

  static List<Field> all(KnownHosts hosts) {
    List<Field> fields = new ArrayList<>(names());
    fields.addAll(FdSocketFields.all(hosts));
    fields.addAll(properties());
    return fields;
  }

  private static List<Field> names() {
    return List.of(
        Field.number("fd.num", INT64, "The number of the file descriptor.",
            (e, out) -> Descriptor.concerns(e) ? out.set(e.fd().number()) : Presence.ABSENT).format(Format.ID),
        Descriptor.text("fd.type", "The type of the file descriptor: file, directory, ipv4, ipv6, unix, pipe and so on.",
            fd -> FdNames.ofType(fd.type())),
        Field.text("fd.typechar", "The type as one letter: f, d, 4, 6, u, p and so on.", FdLetter::of),
        named("fd.name", "The path of a file, or both ends of a connection.", FdName::read),
        named("fd.directory", "The directory of a file.", FdName::readDirectory),
        named("fd.filename", "The last part of a file's path.", FdName::readFileName),
        named("fd.nameraw", "The path as the call passed it.", FdName::readRaw),
        BuiltText.field("fd.uid", "Thread id and number, which differ for descriptors of different threads.", (e, out) -> {
          out.appendDecimal(e.threadId()).appendDecimal(e.fd().number());
          return Descriptor.concerns(e);
        }),
        prefixed("fd.containername", "The id of the container, a colon and fd.name.", FdName::read),
        prefixed("fd.containerdirectory", "The id of the container, a colon and fd.directory.",
            FdName::readDirectory));
  }

  private static List<Field> properties() {
    return List.of(
        Descriptor.truth("fd.name_changed", "Whether this event changed its name, as connect does.",
            FdInfo::nameChanged),
        Descriptor.number("fd.dev", INT32, "The device of a file.", FdInfo::dev).format(Format.HEX),
        Descriptor.number("fd.dev.major", INT32, "The device's major number.", fd -> (fd.dev() & 0xfff00) >> 8),
        Descriptor.number("fd.dev.minor", INT32, "The device's minor number.",
            fd -> fd.dev() & 0xff | fd.dev() >> 12 & 0xfff00),
        Descriptor.number("fd.ino", INT64, "The inode of a file.", FdInfo::inode),
        Field.textPerUse("fd.types", "The types of all open descriptors, each once, or the type of one by number.",
            OpenFdTypes::reader)
            .shape(Shape.LIST).takes(Argument.OPTIONAL_INDEX).flags(NO_RIGHT_HAND_SIDE),
        Descriptor.truth("fd.is_upper_layer", "Whether the file is in the upper layer of an overlay.",
            FdInfo::upperLayer),
        Descriptor.truth("fd.is_lower_layer", "Whether the file is in a lower layer of an overlay.",
            FdInfo::lowerLayer));
  }

  private static Field named(String name, String description, Part part) {
    return Field.textPerUse(name, description, argument -> {
      FdName names = new FdName();
      return (FieldReader.OfBytes) event -> part.read(names, event);
    });
  }

  private static Field prefixed(String name, String description, Part part) {
    return Field.textPerUse(name, description, argument -> {
      FdName names = new FdName();
      return new BuiltText((event, out) -> {
        Bytes value = part.read(names, event);
        out.append(containerId(event)).append(':').append(value);
        return value.isPresent();
      });
    });
  }

  /** The id of the container; empty on the host. */
  private static Bytes containerId(Event event) {
    return event.process().attachment(ContainerDescription.KEY) instanceof ContainerDescription container
        ? container.id()
        : Text.EMPTY;
  }

  /** The part of a descriptor's name that a field shows. */
  private interface Part {
    Bytes read(FdName name, Event event);
  }
}
