package org.eyas.spool.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.eyas.api.alert.Alert;

/**
 * A number of 128 bits by which an alert is recognised if its event is evaluated again by another process. It follows from the time of
 * the event, the thread, the rule and the source, but not from the text: another process may know other values of the same event.
 *
 * <p>Without a thread, the text counts too, because times of other sources are often not exact. An alert of the engine about an earlier
 * alert has another time whenever it is raised: the time and the rule of the earlier alert count in place of its own time and text. The
 * summary of the throttle differs from the alert that it counts last.
 */
record AlertIdNumber(long upper, long lower) {
  private static final String INTERNAL = "internal";
  private static final String TIME_BEFORE = "evt.time";
  private static final String RULE_BEFORE = "eyas.alert.rule";
  private static final String THROTTLED = "throttle.count";

  static AlertIdNumber of(Alert alert) {
    MessageDigest digest = sha256();
    boolean isInternal = alert.source().equals(INTERNAL);
    if (isInternal && alert.fields().get(TIME_BEFORE) instanceof Long nanos
        && alert.fields().get(RULE_BEFORE) instanceof String rule) {
      addEvent(nanos, alert, digest);
      add(rule, digest);
    } else {
      addEvent(alert.timestampNanos(), alert, digest);
      add(alert.threadId() == 0 ? alert.message() : "", digest);
    }
    digest.update((byte) (alert.fields().containsKey(THROTTLED) ? 1 : 0));
    ByteBuffer bits = ByteBuffer.wrap(digest.digest());
    return new AlertIdNumber(bits.getLong(), bits.getLong());
  }

  private static void addEvent(long nanos, Alert alert, MessageDigest digest) {
    add(nanos, digest);
    add(alert.threadId(), digest);
    add(alert.rule(), digest);
    add(alert.source(), digest);
  }

  private static void add(long number, MessageDigest digest) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
  }

  // With its length, so that no text can continue the one before it.
  private static void add(String text, MessageDigest digest) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length, digest);
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
