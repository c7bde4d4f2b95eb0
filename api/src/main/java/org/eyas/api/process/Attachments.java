package org.eyas.api.process;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes the values that an {@link Enricher} found for one process. Any thread may call it, also after {@link Enricher#onProcess}
 * returned.
 */
@ProviderType
public interface Attachments {
  /**
   * Attaches a value, in place of an earlier one with the same key. Fields see it immediately if this is called within
   * {@link Enricher#onProcess}, else from the loop's next batch on. Alerts that are held because a value of this process is pending
   * are then decided.
   */
  <T> void put(AttachmentKey<T> key, T value);
}
