package org.eyas.fleet.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A match of an alert with steps of a rule, for one group. Without steps, it only marks the time at which the group is
 * due. It is sent and stored as bytes:
 *
 * <pre>
 *  0       8       12     16           20
 *  | nanos | steps | length of key | length of id | key | id | alert
 * </pre>
 *
 * @param key the id of the rule, followed by the name of the group
 * @param nanos the time of the alert
 * @param steps a bit for each step; 0 if the group is only due
 * @param id the id of the alert
 * @param alert the JSON of the values that the rule reads of the alert
 */
record StepMatch(String key, long nanos, int steps, String id, byte[] alert) {
  private static final int HEAD = 20;

  /** A mark that the group must be evaluated, even if it has no alerts. */
  static StepMatch due(String key) {
    return new StepMatch(key, 0, 0, "", new byte[0]);
  }

  static StepMatch of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long nanos = in.getLong();
    int steps = in.getInt();
    byte[] key = new byte[in.getInt()];
    byte[] id = new byte[in.getInt()];
    in.get(key).get(id);
    byte[] alert = new byte[in.remaining()];
    in.get(alert);
    return new StepMatch(
        new String(key, StandardCharsets.ISO_8859_1), nanos, steps, new String(id, StandardCharsets.UTF_8), alert);
  }

  byte[] bytes() {
    byte[] keyBytes = key.getBytes(StandardCharsets.ISO_8859_1);
    byte[] idBytes = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEAD + keyBytes.length + idBytes.length + alert.length)
        .putLong(nanos).putInt(steps).putInt(keyBytes.length).putInt(idBytes.length).put(keyBytes).put(idBytes).put(alert)
        .array();
  }

  /** The time of a match. */
  static long nanos(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  /** The bytes of a match with another time. */
  static byte[] at(long nanos, byte[] bytes) {
    return ByteBuffer.wrap(bytes.clone()).putLong(nanos).array();
  }

  boolean isDue() {
    return steps == 0;
  }
}
