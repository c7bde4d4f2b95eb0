package org.eyas.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * One message (RFC 1035, section 4), read in place.
 *
 * <pre>
 *   | id u16 | flags u16 | questions u16 | answers u16 | authority u16 | additional u16 | question | records ...
 *   flags: 0x8000 response, 0x7800 opcode, AA 0x0400, TC 0x0200, RD 0x0100, RA 0x0080, AD 0x0020, CD 0x0010, rcode 0x000f
 * </pre>
 *
 * <p>Every byte is the word of whoever sent the message. The counts of the header are used as limits only, and nothing outside of
 * the message is read. One object is used for all messages; it is not thread-safe. Its values are valid as long as the bytes are.
 */
public final class DnsMessage {
  /** The size of the header, in bytes. */
  public static final int HEADER = 12;

  private static final int FLAGS = 2;
  private static final int QUESTIONS = 4;
  private static final int COUNTS = 6;
  private static final int AFTER_NAME = 4;
  private static final int RESPONSE = 0x8000;
  private static final int RESPONSE_CODE = 0x0f;

  private final RecordWalk options = new RecordWalk();
  private Bytes data = Text.EMPTY;
  private int start;
  private int end;
  private int afterName;
  private boolean partial;
  private boolean optionsRead;
  private long optionFlags;

  /**
   * Moves to a message. Returns whether there is a whole header.
   *
   * @param from the index of the first byte of the message
   * @param to the index after its last byte that is available
   * @param cut whether the message has more bytes than these
   */
  public boolean wrap(Bytes bytes, int from, int to, boolean cut) {
    data = bytes;
    start = from;
    end = to;
    partial = cut;
    optionsRead = false;
    optionFlags = -1;
    boolean header = to - from >= HEADER;
    afterName = header && number(QUESTIONS) == 1 ? NameReader.end(data, start, start + HEADER, end) : NameReader.DAMAGED;
    if (afterName + AFTER_NAME > end) {
      afterName = NameReader.CUT;
    }
    return header;
  }

  private int number(int place) {
    return data.at(start + place) << 8 | data.at(start + place + 1);
  }

  Bytes data() {
    return data;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The index after the question, or after the header if there is none; negative if the records cannot be found. */
  int recordsFrom() {
    int questions = number(QUESTIONS);
    return questions == 0 ? start + HEADER : questions == 1 && afterName > 0 ? afterName + AFTER_NAME : NameReader.DAMAGED;
  }

  /** The number of records of a section that the header claims. */
  int claimed(int section) {
    return number(COUNTS + 2 * section);
  }

  /** Whether the message has more bytes than are available. */
  public boolean isPartial() {
    return partial;
  }

  /** The number by which an answer belongs to its query. */
  public int id() {
    return number(0);
  }

  /** The flags, with the opcode and the response code. */
  public int flags() {
    return number(FLAGS);
  }

  public boolean isResponse() {
    return (flags() & RESPONSE) != 0;
  }

  public int opCode() {
    return flags() >> 11 & 0x0f;
  }

  /** The number of questions that the header claims. */
  public int questionCount() {
    return number(QUESTIONS);
  }

  /** The number of answers that the header claims. */
  public int claimedAnswers() {
    return claimed(RecordWalk.ANSWERS);
  }

  /** Whether the message has one question, which is whole. Only then it has a name, a type and a class. */
  public boolean hasQuestion() {
    return afterName > 0;
  }

  /** Appends the name of the question, as {@link NameReader#append} does. Only if there is a question. */
  public void appendQuestion(ByteBuilder text) {
    NameReader.append(data, start, start + HEADER, end, text);
  }

  /** The type of the record that the question asks for. Only if there is a question. */
  public int questionType() {
    return number(afterName - start);
  }

  public int questionClass() {
    return number(afterName - start + 2);
  }

  /**
   * Whether the bytes cannot be a message, although none is missing: several questions, a name that leads nowhere, or a record
   * that reaches past the end.
   */
  public boolean isMalformed(RecordWalk walk) {
    if (number(QUESTIONS) > 1) {
      return true;
    }
    if (number(QUESTIONS) == 1 && !hasQuestion()) {
      return !partial || isQuestionDamaged();
    }
    walk.begin(this);
    while (walk.next()) {}
    return walk.isDamaged() || walk.isCut() && !partial;
  }

  /** Whether the question begins with bytes that cannot be a name. */
  boolean isQuestionDamaged() {
    return NameReader.end(data, start, start + HEADER, end) == NameReader.DAMAGED;
  }

  /** The response code, with the upper bits that the option record has (RFC 6891). */
  public int responseCode() {
    long extended = optionFlags();
    int low = flags() & RESPONSE_CODE;
    return extended < 0 ? low : (int) (extended >> 24 << 4) | low;
  }

  /** Whether the option record requests signatures (DO). */
  public boolean wantsSignatures() {
    long flags = optionFlags();
    return flags >= 0 && (flags & RESPONSE) != 0;
  }

  /** The lifetime of the option record, in which its flags are; -1 if there is none. */
  private long optionFlags() {
    if (!optionsRead) {
      optionsRead = true;
      options.begin(this);
      while (optionFlags < 0 && options.next()) {
        optionFlags = options.section() == RecordWalk.ADDITIONAL && options.type() == RecordTypes.OPT ? options.rawTtl() : -1;
      }
    }
    return optionFlags;
  }
}
