package org.eyas.fleet.job;

/**
 * A record of a topic with alerts, or one event of a record of a topic with audit events.
 *
 * @param place TOPIC/PARTITION@OFFSET
 * @param offset the offset in the place
 * @param value the JSON, as it was received
 * @param nanos the time of the event, but not after the time of the record and of the clock; for a bad record, the time
 *     of the record
 * @param fault the reason why the record cannot be used; empty if it can be used
 * @param audit whether the record is an audit event of Kubernetes
 */
public record AlertRecord(String place, long offset, byte[] value, long nanos, String fault, boolean audit) {
  public boolean isBad() {
    return !fault.isEmpty();
  }

  long millis() {
    return Math.floorDiv(nanos, 1_000_000L);
  }
}
