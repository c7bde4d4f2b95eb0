package org.eyas.api.control;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A record of the engine on disk whose entries form a hash chain: each contains the digest of the entry before it. The bundle
 * {@code self-watch} sends the head of each record away, so that a receiver can prove later that entries were changed or removed.
 * Any thread may call it.
 */
@ProviderType
public interface ChainedRecord {
  /** The name of the record: {@code history} or {@code audit}. */
  String name();

  /** The digest of the newest entry: 64 hexadecimal digits, zeros before the first entry; empty if nothing is written to disk. */
  String head();
}
