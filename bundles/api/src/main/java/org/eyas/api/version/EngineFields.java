package org.eyas.api.version;

/** A service that tells one set of fields and events from another, as Falco's engine_fields_checksum does. */
public interface EngineFields {
  /** SHA-256, in hexadecimal, of the names of all fields and events that rules may use at this moment. */
  String checksum();
}
