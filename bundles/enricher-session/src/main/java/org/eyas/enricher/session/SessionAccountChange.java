package org.eyas.enricher.session;

import org.jspecify.annotations.Nullable;

/**
 * A change of the account within a session.
 *
 * @param by the program that made it
 * @param from the account of the caller; {@link AccountIds#UNKNOWN} if it is not known. The same for {@code to}, the new one
 * @param before the change before this one; null for the first
 * @param depth the number of changes in the chain, 1 for the first
 */
record SessionAccountChange(SessionKind by, long from, long to, @Nullable SessionAccountChange before, int depth) {
  /**
   * The maximum length of a chain of changes, so that a program that calls sudo again and again does not make it grow
   * without end.
   */
  static final int MOST = 8;

  /** Appends a change; in a chain of {@link #MOST} it replaces the last one. */
  static SessionAccountChange after(@Nullable SessionAccountChange last, SessionKind by, long from, long to) {
    SessionAccountChange before = last != null && last.depth == MOST ? last.before : last;
    return new SessionAccountChange(by, from, to, before, before == null ? 1 : before.depth + 1);
  }
}
