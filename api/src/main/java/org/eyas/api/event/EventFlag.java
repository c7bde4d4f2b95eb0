package org.eyas.api.event;

/** A property of an event type, as the event table gives it. The names are those of Falco's event table. */
public enum EventFlag {
  CREATES_FD,
  DESTROYS_FD,
  USES_FD,
  READS_FROM_FD,
  WRITES_TO_FD,
  MODIFIES_STATE,
  WAITS,
  SKIP_PARSE_RESET,
  LARGE_PAYLOAD,
  OLD_VERSION,
  CONVERTED,
  UNUSED
}
