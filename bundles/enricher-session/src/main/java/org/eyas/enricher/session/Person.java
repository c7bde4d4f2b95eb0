package org.eyas.enricher.session;

import org.eyas.api.data.Text;

/**
 * The user of a session.
 *
 * @param uid the account on this machine; {@link Account#UNKNOWN} if the user has none or it is not known
 * @param name the name of a user who is not an account of this machine; else absent
 */
record Person(long uid, Text name) {
  static final Person UNKNOWN = new Person(Account.UNKNOWN, Text.ABSENT);

  static Person account(long uid) {
    return uid == Account.UNKNOWN ? UNKNOWN : new Person(uid, Text.ABSENT);
  }

  static Person named(String name) {
    return new Person(Account.UNKNOWN, Text.of(name));
  }
}
