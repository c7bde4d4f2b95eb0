package org.eyas.spool.delivery;

/** Sends the entries of a backlog. The delivery thread makes all calls, so they may wait. */
public interface EntryRecipient<E> {
  /** Called once, before the first entry. */
  default void begin() {}

  /**
   * Tries to send an entry.
   *
   * @param last whether no data may stay in a buffer, because no other entry comes now, or because the entry counts as
   * delivered if this call succeeds
   */
  SendAttempt send(E entry, boolean last) throws InterruptedException;

  /** Called when the last waiting entry was sent or put aside. */
  default void emptied() {}

  /** Puts an entry aside that the receiver does not accept. The entry will not be sent again. */
  void putAside(E entry);

  /** Called after {@link DeliveryBacklog#reopen}, before the next entry. */
  default void reopen() {}

  /** Called when the disk or the recipient failed. The delivery continues after a pause. */
  void failed(Exception failure);
}
