package org.eyas.api.alert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The id of an alert: 32 hexadecimal digits that follow from its time, rule, source and message. So an event that is evaluated
 * again, such as an audit event after {@code kill -9}, gets an alert with the same id. Two events have it only if they have the
 * same time and cause the same message of the same rule. Any thread may call it; it takes about a microsecond.
 */
public final class AlertId {
  /** The field with the id of an alert itself. */
  public static final String FIELD = "eyas.alert.id";
  /** The field of an alert about the engine with the id of the earlier alert that it adds to. */
  public static final String FOLLOWS = "eyas.alert.follows";

  private static final int BYTES = 16;

  private AlertId() {}

  public static String of(Alert alert) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, alert.timestampNanos()));
    add(alert.rule(), digest);
    add(alert.source(), digest);
    add(alert.message(), digest);
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  // With its length, so that no text can continue the one before it.
  private static void add(String text, MessageDigest digest) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }

  /** The alert with its id as a field; the same alert if it has one. */
  public static Alert addedTo(Alert alert) {
    if (alert.fields().containsKey(FIELD)) {
      return alert;
    }
    SortedMap<String, @Nullable Object> fields = new TreeMap<>(alert.fields());
    fields.put(FIELD, of(alert));
    return new Alert(
        alert.timestampNanos(), alert.priority(), alert.rule(), alert.source(), alert.message(), fields, alert.tags(),
        alert.threadId());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
