package org.eyas.spool.delivery;

/** How entries are stored on disk. Called under the lock of the backlog, by any thread. */
public interface EntryFormat<E> {
  byte[] bytes(E entry);

  /** Reads an entry. If the bytes are not one, returns an entry that says so, because later ones must not wait for it. */
  E read(byte[] bytes);
}
