package org.eyas.api.event;

/** What an event does, as the event table says. */
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
