package org.eyas.spool.delivery;

/** Converts entries to bytes on disk and back. Any thread may call, under the lock of the backlog. */
public interface EntryFormat<E> {
  byte[] bytes(E entry);

  /**
   * Reads an entry. If the bytes are not a valid entry, returns an entry that says so, because later entries must not
   * wait for it.
   */
  E read(byte[] bytes);
}
