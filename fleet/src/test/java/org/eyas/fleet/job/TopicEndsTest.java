package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicEndsTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final AnsweringBroker broker = new AnsweringBroker();
  private final TopicEnds ends = new TopicEnds(broker.admin());

  @BeforeEach
  void follow() {
    ends.follow(PARTITION);
    broker.end(PARTITION, 7);
  }

  private PartitionEnd end() {
    return Objects.requireNonNull(ends.end(PARTITION));
  }

  /** So that times differ. */
  private static void nextMillisecond() {
    long now = System.currentTimeMillis();
    Waiting.until(() -> System.currentTimeMillis() > now);
  }

  @Test
  void anAnswerSaysWhereAPartitionEnds() {
    assertNull(ends.end(PARTITION));
    long before = System.currentTimeMillis();
    ends.ask();
    assertEquals(7, end().offset());
    assertTrue(end().askedMillis() >= before && end().askedMillis() <= System.currentTimeMillis());
    assertNull(ends.end(new TopicPartition("t", 1)));
  }

  @Test
  void afterAFailureAnswersBeginAgain() {
    ends.ask();
    long since = end().answeredSinceMillis();
    nextMillisecond();
    ends.ask();
    assertEquals(since, end().answeredSinceMillis());
    broker.fail(true);
    ends.ask();
    assertNull(ends.end(PARTITION));
    broker.fail(false);
    ends.ask();
    assertTrue(end().answeredSinceMillis() > since);
  }

  @Test
  void aSlowAnswerIsAboutTheTimeOfItsQuestion() {
    broker.beSlow();
    ends.ask();
    nextMillisecond();
    long before = System.currentTimeMillis();
    assertNull(ends.end(PARTITION));
    broker.answerAll();
    assertTrue(end().askedMillis() < before, () -> end() + ", not before " + before);
    assertTrue(end().answeredSinceMillis() >= before);
  }
}
