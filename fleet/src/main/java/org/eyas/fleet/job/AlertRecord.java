package org.eyas.fleet.job;

/**
 * A record of a topic of alerts, or an event of one of audit events.
 *
 * @param place TOPIC/PARTITION@OFFSET
 * @param offset that of the place
 * @param value the JSON, as it was received
 * @param nanos the time of the event, at most that of the record and of the clock; of a bad record, that of the record
 * @param fault what is wrong with it; empty for an alert
 * @param audit whether it is an audit event of Kubernetes
 */
public record AlertRecord(String place, long offset, byte[] value, long nanos, String fault, boolean audit) {
  public boolean isBad() {
    return !fault.isEmpty();
  }

  long millis() {
    return Math.floorDiv(nanos, 1_000_000L);
  }
}
