package org.eyas.spool.delivery;

import org.eyas.api.alert.AlertId;

/** The id of an alert, as {@link AlertId} makes it, as a number of 128 bits. */
record AlertIdNumber(long upper, long lower) {
  private static final int HEX = 16;

  static AlertIdNumber parse(String id) {
    return new AlertIdNumber(Long.parseUnsignedLong(id, 0, HEX, HEX), Long.parseUnsignedLong(id, HEX, 2 * HEX, HEX));
  }
}
