package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionEndTrackerTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final AnsweringBroker broker = new AnsweringBroker();
  private final PartitionEndTracker ends = new PartitionEndTracker(broker.admin());

  @BeforeEach
  void follow() {
    ends.addPartition(PARTITION);
    broker.end(PARTITION, 7);
  }

  private PartitionEnd end() {
    return Objects.requireNonNull(ends.end(PARTITION));
  }

  /** So that times differ. */
  private static void nextMillisecond() {
    long now = System.currentTimeMillis();
    ConditionWait.until(() -> System.currentTimeMillis() > now);
  }

  @Test
  void anAnswerSaysWhereAPartitionEnds() {
    assertNull(ends.end(PARTITION));
    long before = System.currentTimeMillis();
    ends.requestOffsets();
    assertEquals(7, end().offset());
    assertTrue(end().askedMillis() >= before && end().askedMillis() <= System.currentTimeMillis());
    assertNull(ends.end(new TopicPartition("t", 1)));
  }

  @Test
  void afterAFailureAnswersBeginAgain() {
    ends.requestOffsets();
    long since = end().answeredSinceMillis();
    nextMillisecond();
    ends.requestOffsets();
    assertEquals(since, end().answeredSinceMillis());
    broker.fail(true);
    ends.requestOffsets();
    assertNull(ends.end(PARTITION));
    broker.fail(false);
    ends.requestOffsets();
    assertTrue(end().answeredSinceMillis() > since);
  }

  @Test
  void aSlowAnswerIsAboutTheTimeOfItsQuestion() {
    broker.beSlow();
    ends.requestOffsets();
    nextMillisecond();
    long before = System.currentTimeMillis();
    assertNull(ends.end(PARTITION));
    broker.answerAll();
    assertTrue(end().askedMillis() < before, () -> end() + ", not before " + before);
    assertTrue(end().answeredSinceMillis() >= before);
  }
}
