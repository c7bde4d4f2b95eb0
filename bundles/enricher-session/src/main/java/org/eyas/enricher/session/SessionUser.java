package org.eyas.enricher.session;

import org.eyas.api.data.Text;

/**
 * The user of a session.
 *
 * @param uid the account on this machine; {@link AccountIds#UNKNOWN} if the user has none or it is not known
 * @param name the name of a user who is not an account of this machine; else absent
 */
record SessionUser(long uid, Text name) {
  static final SessionUser UNKNOWN = new SessionUser(AccountIds.UNKNOWN, Text.ABSENT);

  static SessionUser account(long uid) {
    return uid == AccountIds.UNKNOWN ? UNKNOWN : new SessionUser(uid, Text.ABSENT);
  }

  static SessionUser named(String name) {
    return new SessionUser(AccountIds.UNKNOWN, Text.of(name));
  }
}
