package org.eyas.enricher.session;

import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.Accounts;
import org.jspecify.annotations.Nullable;

/** Makes readers of the session of an event's process. */
final class SessionReaders {
  private SessionReaders() {}

  /** Writes a value. If it writes nothing, there is no value. */
  interface Writer {
    void write(LoginSession session, Accounts accounts, ByteBuilder out);
  }

  static FieldReader.OfBytes constant(Function<LoginSession, Text> part) {
    return event -> {
      SessionTrail trail = trail(event);
      return trail instanceof LoginSession session ? part.apply(session) : missing(trail);
    };
  }

  static FieldReader.OfBytes changer() {
    return constant(session -> session.change() == null ? Text.ABSENT : session.change().by().label());
  }

  static FieldReader.OfBytes account(ToLongFunction<LoginSession> uid) {
    return written((session, accounts, out) -> SessionText.account(uid.applyAsLong(session), accounts, out));
  }

  static FieldReader.OfBytes written(Writer writer) {
    ByteBuilder scratch = new ByteBuilder();
    return event -> {
      SessionTrail trail = trail(event);
      if (!(trail instanceof LoginSession session)) {
        return missing(trail);
      }
      writer.write(session, event.accounts(), scratch.clear());
      return scratch.length() == 0 ? (Bytes) Text.ABSENT : scratch.view();
    };
  }

  /** @param number gives a negative number if there is no value */
  static FieldReader.OfNumber number(ToLongFunction<LoginSession> number) {
    return (event, out) -> {
      SessionTrail trail = trail(event);
      if (!(trail instanceof LoginSession session)) {
        return trail == null ? Presence.ABSENT : Presence.PENDING;
      }
      out.value = number.applyAsLong(session);
      return Presence.of(out.value >= 0);
    };
  }

  static FieldReader.OfNumber start() {
    return number(session -> session.login().startNanos() == 0 ? -1 : session.login().startNanos());
  }

  static FieldReader.OfNumber duration() {
    FieldReader.OfNumber start = start();
    return (event, out) -> {
      Presence presence = start.read(event, out);
      out.value = Math.max(0, event.timestampNanos() - out.value);
      return presence;
    };
  }

  private static Text missing(@Nullable SessionTrail trail) {
    return trail == null ? Text.ABSENT : Text.PENDING;
  }

  // The session; what the process entered if alerts wait for its session; else null. A login program belongs to the session in which
  // it was called.
  private static @Nullable SessionTrail trail(Event event) {
    Object trail = event.process().attachment(SessionTrail.KEY);
    Object shown = trail instanceof SessionOpening opening ? opening.outer() : trail;
    boolean isNone = shown == LoginSession.NONE || shown instanceof EnteredProgram entered && !entered.isPending();
    return isNone ? null : (SessionTrail) shown;
  }
}
