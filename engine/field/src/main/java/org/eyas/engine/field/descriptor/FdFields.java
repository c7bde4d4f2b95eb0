package org.eyas.engine.field.descriptor;

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
import org.eyas.engine.field.BuiltTextReader;
import org.eyas.engine.field.FieldRow;

/** The file descriptor of an event. */
public final class FdFields {
  private FdFields() {}

  public static List<FieldRow> all(RuleHostNames hosts) {
    List<FieldRow> fields = new ArrayList<>(names());
    fields.addAll(FdSocketFields.all(hosts));
    fields.addAll(properties());
    return fields;
  }

  private static List<FieldRow> names() {
    return List.of(
        FieldRow.number("fd.num", INT64, "The number of the file descriptor.",
            (e, out) -> DescriptorFieldRows.concerns(e) ? out.set(e.fd().number()) : Presence.ABSENT).format(Format.ID),
        DescriptorFieldRows.text("fd.type", "The type of the file descriptor: file, directory, ipv4, ipv6, unix, pipe and so on.",
            fd -> FdTypeNames.ofType(fd.type())),
        FieldRow.text("fd.typechar", "The type as one letter: f, d, 4, 6, u, p and so on.", FdTypeLetter::of),
        named("fd.name", "The path of a file, or both ends of a connection.", FdNameReader::read),
        named("fd.directory", "The directory of a file.", FdNameReader::readDirectory),
        named("fd.filename", "The last part of a file's path.", FdNameReader::readFileName),
        named("fd.nameraw", "The path as the call passed it.", FdNameReader::readRaw),
        BuiltTextReader.field("fd.uid", "Thread id and number, which differ for descriptors of different threads.", (e, out) -> {
          out.appendDecimal(e.threadId()).appendDecimal(e.fd().number());
          return DescriptorFieldRows.concerns(e);
        }),
        prefixed("fd.containername", "The id of the container, a colon and fd.name.", FdNameReader::read),
        prefixed("fd.containerdirectory", "The id of the container, a colon and fd.directory.",
            FdNameReader::readDirectory));
  }

  private static List<FieldRow> properties() {
    return List.of(
        DescriptorFieldRows.truth("fd.name_changed", "Whether this event changed its name, as connect does.",
            FdInfo::nameChanged),
        DescriptorFieldRows.number("fd.dev", INT32, "The device of a file.", FdInfo::dev).format(Format.HEX),
        DescriptorFieldRows.number("fd.dev.major", INT32, "The device's major number.", fd -> (fd.dev() & 0xfff00) >> 8),
        DescriptorFieldRows.number("fd.dev.minor", INT32, "The device's minor number.",
            fd -> fd.dev() & 0xff | fd.dev() >> 12 & 0xfff00),
        DescriptorFieldRows.number("fd.ino", INT64, "The inode of a file.", FdInfo::inode),
        FieldRow.textPerUse("fd.types", "The types of all open descriptors, each once, or the type of one by number.",
            OpenFdTypeReader::reader)
            .shape(Shape.LIST).withArgument(Argument.OPTIONAL_INDEX).flags(NO_RIGHT_HAND_SIDE),
        DescriptorFieldRows.truth("fd.is_upper_layer", "Whether the file is in the upper layer of an overlay.",
            FdInfo::upperLayer),
        DescriptorFieldRows.truth("fd.is_lower_layer", "Whether the file is in a lower layer of an overlay.",
            FdInfo::lowerLayer));
  }

  private static FieldRow named(String name, String description, Part part) {
    return FieldRow.textPerUse(name, description, argument -> {
      FdNameReader names = new FdNameReader();
      return (FieldReader.OfBytes) event -> part.read(names, event);
    });
  }

  private static FieldRow prefixed(String name, String description, Part part) {
    return FieldRow.textPerUse(name, description, argument -> {
      FdNameReader names = new FdNameReader();
      return new BuiltTextReader((event, out) -> {
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
    Bytes read(FdNameReader name, Event event);
  }
}
