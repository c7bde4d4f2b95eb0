package org.eyas.fields.syslog;

import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** The syslog.* fields, for writes to /dev/log, the socket of the syslog daemon. */
@Component(property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class SyslogFields implements FieldProvider {
  private static final Text SOCKET = Text.of("/dev/log");
  private static final Text UNKNOWN = Text.of("<NA>");
  private static final List<Text> FACILITIES =
      texts(
          "kern user mail daemon auth syslog lpr news uucp clock authpriv ftp ntp logaudit logalert cron local0 local1"
              + " local2 local3 local4 local5 local6 local7");
  private static final List<Text> SEVERITIES = texts("emerg alert crit err warn notice info debug");

  private static List<Text> texts(String words) {
    return List.of(words.split(" ")).stream().map(Text::of).toList();
  }

  private final List<FieldClass> classes =
      List.of(
          new FieldClass(
              "syslog",
              "",
              "Messages that programs write to /dev/log.",
              List.of(
                  field("syslog.facility.str", ValueType.CHARBUF, "The name of the facility."),
                  field("syslog.facility", ValueType.UINT32, "The facility as a number, 0 to 23."),
                  field(
                      "syslog.severity.str",
                      ValueType.CHARBUF,
                      "The severity: emerg, alert, crit, err, warn, notice, info or debug."),
                  field("syslog.severity", ValueType.UINT32, "The severity as a number, 0 to 7."),
                  field("syslog.message", ValueType.CHARBUF, "The message, without its priority."))));

  private static FieldDefinition field(String name, ValueType type, String description) {
    Format format = type.isNumber() ? Format.DEC : Format.NA;
    return new FieldDefinition(name, type, Shape.ONE, Argument.NONE, format, Set.of(), description);
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return switch (field.name()) {
      case "syslog.facility.str" -> named(SyslogLine::facility, FACILITIES);
      case "syslog.facility" -> number(SyslogLine::facility);
      case "syslog.severity.str" -> named(SyslogLine::severity, SEVERITIES);
      case "syslog.severity" -> number(SyslogLine::severity);
      case "syslog.message" -> message();
      default -> throw new IllegalArgumentException("'" + field.name() + "' is not a field of syslog messages");
    };
  }

  private static FieldReader.OfNumber number(ToIntFunction<SyslogLine> part) {
    SyslogLine line = new SyslogLine();
    return (event, out) -> isIn(event, line) ? out.set(part.applyAsInt(line)) : Presence.ABSENT;
  }

  private static FieldReader.OfBytes named(ToIntFunction<SyslogLine> part, List<Text> names) {
    SyslogLine line = new SyslogLine();
    return event -> {
      if (!isIn(event, line)) {
        return Text.ABSENT;
      }
      int number = part.applyAsInt(line);
      return number < names.size() ? names.get(number) : UNKNOWN;
    };
  }

  private static FieldReader.OfBytes message() {
    SyslogLine line = new SyslogLine();
    return event -> isIn(event, line) ? line.message() : Text.ABSENT;
  }

  /** Points the line at the message of an event; false if the event does not write one. */
  private static boolean isIn(Event event, SyslogLine line) {
    boolean writes = event.type().is(EventFlag.WRITES_TO_FD) && event.number(0) >= 0;
    if (!writes || !event.fd().known() || !event.fd().name().contains(SOCKET)) {
      return false;
    }
    int data = event.type().indexOf("data");
    return data >= 0 && event.has(data) && line.wrap(event.bytes(data));
  }
}
