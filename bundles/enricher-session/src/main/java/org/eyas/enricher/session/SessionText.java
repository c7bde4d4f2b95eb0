package org.eyas.enricher.session;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.Accounts;
import org.jspecify.annotations.Nullable;

/** Writes the texts of sessions. Used on a loop's thread, for each event that needs such a text. Allocates nothing. */
final class SessionText {
  private SessionText() {}

  static void id(LoginSession session, Accounts accounts, ByteBuilder out) {
    LoginSession.Login login = session.login();
    out.append(login.kind().label()).append('-').appendDecimal(login.pid());
    if (session.connection().port() != 0) {
      out.append('-').appendDecimal(session.connection().port());
    }
  }

  static void tty(LoginSession session, Accounts accounts, ByteBuilder out) {
    if (session.tty() != 0) {
      TerminalName.write(session.tty(), out);
    }
  }

  static void user(LoginSession session, Accounts accounts, ByteBuilder out) {
    if (session.user().name().isPresent()) {
      out.append(session.user().name());
    } else {
      account(session.user().uid(), accounts, out);
    }
  }

  /** The name of an account, or its number if the machine has no such account; nothing if the account is unknown. */
  static void account(long uid, Accounts accounts, ByteBuilder out) {
    Bytes name = accounts.userName(uid);
    if (name.isPresent()) {
      out.append(name);
    } else if (uid != AccountIds.UNKNOWN) {
      out.appendDecimal(uid);
    }
  }

  static void chain(LoginSession session, Accounts accounts, ByteBuilder out) {
    SessionKind kind = session.login().kind();
    if (kind.isLogin()) {
      out.append(kind.label()).append(':');
    }
    int before = out.length();
    user(session, accounts, out);
    markUnknown(before, out);
    origin(session, out);
    changes(session.change(), accounts, out);
  }

  private static void origin(LoginSession session, ByteBuilder out) {
    if (session.connection().isKnown()) {
      SessionAddressText.write(session.connection().address(), out.append('@'));
    } else if (session.tty() != 0) {
      TerminalName.write(session.tty(), out.append('@'));
    }
  }

  private static void changes(@Nullable SessionAccountChange last, Accounts accounts, ByteBuilder out) {
    if (last != null) {
      changes(last.before(), accounts, out);
      int before = out.append(" > ").append(last.by().label()).append(':').length();
      account(last.to(), accounts, out);
      markUnknown(before, out);
    }
  }

  private static void markUnknown(int before, ByteBuilder out) {
    if (out.length() == before) {
      out.append('?');
    }
  }
}
