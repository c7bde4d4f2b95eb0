package org.eyas.enricher.session;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** The session.* fields, from the session that the enricher attached to the process of an event. */
@Component(property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class SessionFields implements FieldProvider {
  private static final Set<Flag> NETWORK = Set.of(Flag.FILTER_ONLY, Flag.NO_RIGHT_HAND_SIDE, Flag.NO_TRANSFORMER);

  private final List<FieldClass> classes =
      List.of(
          new FieldClass(
              "session",
              "Login sessions",
              "The person who caused an event: who logged in, from where, and which account they use now.",
              List.of(
                  text("kind",
                      "How the person came in: ssh, console, exec and debug (through Kubernetes); or sudo, su, doas, runuser if only that "
                          + "is known."),
                  text("id", "An id that all processes of a session share, and no other session that is open at that time."),
                  text("user",
                      "The account that logged in, also after sudo or su; its number if the machine has no name for it."),
                  number("uid", ValueType.UINT32, "The id of the account that logged in."),
                  field("source_ip", ValueType.IPADDR, Set.of(), "The address from which the person logged in."),
                  field("source_net", ValueType.IPNET, NETWORK, "The same address, to compare it with networks."),
                  number("source_port", ValueType.PORT, "The client's port of the login."),
                  text("tty", "The terminal on which the session began: pts/3, tty1."),
                  number("start", ValueType.ABSTIME, "When the session began, in nanoseconds since the epoch."),
                  number("duration", ValueType.RELTIME, "The time since the session began, in nanoseconds."),
                  text("confidence", "How well user and source are known: exact, likely or ambiguous."),
                  text("change", "The program that changed the account last: sudo, su, doas, runuser, console."),
                  text("change.from", "The account that called this program."),
                  text("change.to", "The account that it changed to."),
                  text("chain", "The login and all changes of the account: ssh:alice@10.0.0.5 > sudo:root."))));

  private static FieldDefinition text(String name, String description) {
    return field(name, ValueType.CHARBUF, Set.of(), description);
  }

  private static FieldDefinition number(String name, ValueType type, String description) {
    return field(name, type, Set.of(), description);
  }

  private static FieldDefinition field(String name, ValueType type, Set<Flag> flags, String description) {
    Format format = type.isNumber() ? Format.DEC : Format.NA;
    return new FieldDefinition("session." + name, type, Shape.ONE, Argument.NONE, format, flags, description);
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return switch (field.name()) {
      case "session.kind" -> SessionReaders.constant(session -> session.login().kind().label());
      case "session.id" -> SessionReaders.written(SessionText::id);
      case "session.user" -> SessionReaders.written(SessionText::user);
      case "session.uid" -> SessionReaders.number(SessionFields::uid);
      case "session.source_ip", "session.source_net" -> SessionReaders.constant(session -> session.connection().address());
      case "session.source_port" ->
        SessionReaders.number(session -> session.connection().port() == 0 ? -1 : session.connection().port());
      case "session.tty" -> SessionReaders.written(SessionText::tty);
      case "session.start" -> SessionReaders.start();
      case "session.duration" -> SessionReaders.duration();
      case "session.confidence" -> SessionReaders.constant(session -> session.confidence().label());
      default -> change(field.name());
    };
  }

  private static FieldReader change(String name) {
    return switch (name) {
      case "session.change" -> SessionReaders.changer();
      case "session.change.from" -> SessionReaders.account(LoginSession::changedFrom);
      case "session.change.to" -> SessionReaders.account(LoginSession::changedTo);
      case "session.chain" -> SessionReaders.written(SessionText::chain);
      default -> throw new IllegalArgumentException("'" + name + "' is not a field of sessions");
    };
  }

  private static long uid(LoginSession session) {
    return session.user().uid() == AccountIds.UNKNOWN ? -1 : session.user().uid();
  }
}
