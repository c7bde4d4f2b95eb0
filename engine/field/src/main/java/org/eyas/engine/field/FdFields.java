package org.eyas.engine.field;

import static org.eyas.api.event.ValueType.INT32;
import static org.eyas.api.event.ValueType.INT64;
import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessDescriptors;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/** The file descriptor of an event. */
final class FdFields {
  private static final Text[] LETTER_BY_CODE = lettersByCode();

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
        Field.text("fd.typechar", "The type as one letter: f, d, 4, 6, u, p and so on.", FdFields::letter),
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
            FdFields::types)
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

  /** Empty on the host. */
  private static Bytes containerId(Event event) {
    return event.process().attachment(ContainerDescription.KEY) instanceof ContainerDescription container
        ? container.id()
        : Text.EMPTY;
  }

  private static Bytes letter(Event event) {
    if (!Descriptor.concerns(event)) {
      return Text.ABSENT;
    }
    return event.fd().known() ? FdNames.ofLetter(event.fd().type().letter()) : LETTER_BY_CODE[event.type().code()];
  }

  private static FieldReader types(@Nullable String argument) {
    if (argument == null) {
      OpenTypes types = new OpenTypes();
      return (FieldReader.OfManyBytes) (event, out) -> Descriptor.concerns(event) ? types.read(event.process(), out)
          : Presence.ABSENT;
    }
    int number = FieldArgument.index(argument, 0);
    return (FieldReader.OfManyBytes) (event, out) -> {
      FdInfo fd = event.process().descriptors().fd(number);
      if (!Descriptor.concerns(event) || !fd.known()) {
        return Presence.ABSENT;
      }
      out.add(FdNames.ofType(fd.type()));
      return Presence.PRESENT;
    };
  }

  /** The letter of the descriptor that a failed call would have opened. */
  private static Text[] lettersByCode() {
    EventSchema schema = EventSchema.current();
    Text[] letters = new Text[schema.size()];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = FdNames.ofLetter(letterOf(schema.type(i)));
    }
    return letters;
  }

  private static char letterOf(EventType type) {
    return switch (type.id()) {
      case "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X", "SYSCALL_CREAT_X" -> FdType.FILE.letter();
      case "SOCKET_SOCKET_X", "SOCKET_ACCEPT_5_X", "SOCKET_ACCEPT4_6_X" -> FdType.IPV4.letter();
      case "SYSCALL_PIPE_X", "SYSCALL_PIPE2_X" -> FdType.PIPE.letter();
      case "SYSCALL_EVENTFD_X", "SYSCALL_EVENTFD2_X" -> FdType.EVENT.letter();
      case "SYSCALL_SIGNALFD_X", "SYSCALL_SIGNALFD4_X" -> FdType.SIGNALFD.letter();
      case "SYSCALL_TIMERFD_CREATE_X" -> FdType.TIMERFD.letter();
      case "SYSCALL_INOTIFY_INIT_X", "SYSCALL_INOTIFY_INIT1_X" -> FdType.INOTIFY.letter();
      default -> FdType.UNKNOWN.letter();
    };
  }

  /** The part of a descriptor's name that a field shows. */
  private interface Part {
    Bytes read(FdName name, Event event);
  }

  /** Collects the types of all descriptors of a process. */
  private static final class OpenTypes implements ProcessDescriptors.FdVisitor {
    private BytesList into = new BytesList();

    Presence read(ProcessInfo process, BytesList out) {
      into = out;
      process.descriptors().forEachFd(this);
      return Presence.PRESENT;
    }

    @Override
    public void onFd(FdInfo fd) {
      Text name = FdNames.ofType(fd.type());
      for (int i = 0; i < into.size(); i++) {
        if (into.get(i).contentEquals(name)) {
          return;
        }
      }
      into.add(name);
    }
  }
}
