package org.eyas.spool.delivery;

/** Converts entries to bytes on disk and back. Any thread may call, under the lock of the backlog. */
public interface EntryFormat<E> {
  byte[] bytes(E entry);

  /** Whether a newer version of Eyas wrote the entry in a format that this version does not know. Such an entry waits for that version. */
  default boolean isNewer(byte[] bytes) {
    return false;
  }

  /**
   * Reads an entry. If the bytes are not a valid entry, returns an entry that says so, because later entries must not
   * wait for it.
   */
  E read(byte[] bytes);
}
