package org.eyas.dns;

import org.eyas.api.data.Bytes;

/**
 * Finds the first message in the bytes that one call moved over TCP. A message follows its length (RFC 1035, section 4.2.2), but
 * many programs read the length by a call of its own:
 *
 * <pre>
 *   | length u16 | message | length u16 | message |      a write
 *   | length u16 |     and     | message |               two reads
 * </pre>
 */
public final class StreamMessage {
  private static final int LENGTH = 2;
  private static final int RESPONSE_CODE = 0x800f;

  private StreamMessage() {}

  /**
   * Moves to the message. Returns whether there is one, with a whole header.
   *
   * @param total the number of bytes that the call moved, of which the data may be a part
   */
  public static boolean wrap(DnsMessage message, Bytes data, long total) {
    int available = data.length();
    if (available >= LENGTH + DnsMessage.HEADER) {
      int length = data.at(0) << 8 | data.at(1);
      int end = Math.min(LENGTH + length, available);
      boolean plausible = length >= DnsMessage.HEADER
          && message.wrap(data, LENGTH, end, LENGTH + length > available)
          && begins(message, LENGTH + length > available);
      if (plausible) {
        return true;
      }
    }
    return message.wrap(data, 0, available, total > available);
  }

  /** Whether the bytes can be the begin of a message: one question, which is whole unless bytes are missing. */
  private static boolean begins(DnsMessage message, boolean cut) {
    boolean query = (message.flags() & RESPONSE_CODE) == 0;
    boolean counted = message.questionCount() == 1 && (message.isResponse() || query);
    return counted && (message.hasQuestion() || cut && !message.isQuestionDamaged());
  }
}
