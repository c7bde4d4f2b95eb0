package org.eyas.spool.delivery;

/** The next action of a delivery thread. */
sealed interface Task<E> {
  /** @param last whether no other entry waits, or the thread takes no other waiting entry */
  record Send<E>(E entry, boolean last) implements Task<E> {}

  /** Reopens the recipient. */
  record Reopen<E>() implements Task<E> {}

  /** No more entries come. */
  record End<E>() implements Task<E> {}
}
