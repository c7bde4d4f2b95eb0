package org.eyas.api.version;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Identifies the set of fields and events that rules can use, as Falco's engine_fields_checksum does. The engine offers this
 * service; any thread may call it.
 */
@ProviderType
public interface EngineFields {
  /** SHA-256, in hexadecimal, of the names of all fields and events that rules can use now. */
  String checksum();
}
