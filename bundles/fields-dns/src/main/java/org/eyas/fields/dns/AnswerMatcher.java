package org.eyas.fields.dns;

import org.eyas.api.event.Event;
import org.eyas.dns.DnsMessage;

/**
 * Finds the query of each answer. It notes the queries of the events whose messages rules read, in the order of events, and judges
 * an answer once, however many fields ask. Used by one thread.
 *
 * <p>Only clients that ask a server at port 53 are judged: multicast answers come from anybody, and often unasked.
 */
final class AnswerMatcher {
  private static final int UNKNOWN = -1;
  private static final int QUERY_CODE = 0;
  private static final int REMEMBERED = 1 << 12;

  private final OpenQuestions questions = new OpenQuestions();
  private final long[] judged = new long[REMEMBERED]; // numbers of events
  private final byte[] verdicts = new byte[REMEMBERED];
  private final long[] latencies = new long[REMEMBERED];
  private long sequence;
  private int matches = UNKNOWN;
  private long latency = UNKNOWN;

  /**
   * Notes the question of an event, or judges its answer. The same event may come several times, and again after later events, if its
   * alert waited for a value. Returns whether it is new.
   */
  boolean follow(Event event, EventMessage message) {
    long number = event.sequence();
    if (number <= sequence) {
      recall(number);
      return false;
    }
    sequence = number;
    matches = UNKNOWN;
    latency = UNKNOWN;
    judge(event, message, message.message());
    int at = (int) (number & REMEMBERED - 1);
    judged[at] = number;
    verdicts[at] = (byte) matches;
    latencies[at] = latency;
    return true;
  }

  private void recall(long number) {
    int at = (int) (number & REMEMBERED - 1);
    boolean known = judged[at] == number;
    matches = known ? verdicts[at] : UNKNOWN;
    latency = known ? latencies[at] : UNKNOWN;
  }

  private void judge(Event event, EventMessage message, DnsMessage dns) {
    if (!message.isOfClient() || dns.opCode() != QUERY_CODE) {
      return;
    }
    if (dns.isResponse() && message.isIncoming()) {
      judge(event, message);
    } else if (!dns.isResponse() && !message.isIncoming() && questions.identifies(event, message)) {
      questions.add(event.timestampNanos(), message.name());
    }
  }

  private void judge(Event event, EventMessage message) {
    if (!message.message().hasQuestion()) {
      matches = message.message().isPartial() ? UNKNOWN : 0;
    } else if (questions.identifies(event, message)) {
      latency = questions.close(event.timestampNanos(), message.name());
      // Only the first message of a TCP write is read, so the query of an answer over TCP may have been missed.
      matches = latency >= 0 ? 1 : message.isStream() ? UNKNOWN : 0;
    }
  }

  /** 1 if the current message is an answer to a query, 0 if it is an answer that nobody asked for, -1 if that is unknown. */
  int matches() {
    return matches;
  }

  /** The nanoseconds from the query to the current answer; -1 if there is no query. */
  long latency() {
    return latency;
  }
}
