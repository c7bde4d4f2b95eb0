package org.eyas.api.process;

/** Where an enricher puts what it found out about one process. May be called later, from any thread. */
public interface Attachments {
  /** Attaches a value; seen by the fields from the loop's next batch on, or at once when called within the callback. */
  <T> void put(AttachmentKey<T> key, T value);
}
