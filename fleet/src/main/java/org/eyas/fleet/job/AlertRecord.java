package org.eyas.fleet.job;

/**
 * A record of a topic of alerts.
 *
 * @param place TOPIC/PARTITION@OFFSET
 * @param value the JSON, as it was received
 * @param nanos the time of the event, at most that of the record and of the clock; of a bad record, that of the record
 * @param fault what is wrong with it; empty for an alert
 */
public record AlertRecord(String place, byte[] value, long nanos, String fault) {
  public boolean isBad() {
    return !fault.isEmpty();
  }

  /** The last part of the place. */
  long offset() {
    return Long.parseLong(place.substring(place.lastIndexOf('@') + 1));
  }
}
