package org.eyas.spool.delivery;

/** The next action of a delivery thread. */
sealed interface DeliveryTask<E> {
  /** @param last whether no other entry waits, or the thread takes no other waiting entry */
  record Send<E>(E entry, boolean last) implements DeliveryTask<E> {}

  /** Reopens the recipient. */
  record Reopen<E>() implements DeliveryTask<E> {}

  /** No more entries come. */
  record End<E>() implements DeliveryTask<E> {}
}
