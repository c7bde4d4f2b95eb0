package org.eyas.fleet.job;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** Answers questions about the ends of partitions, as the client of Kafka does. */
final class AnsweringBroker {
  private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
  private final List<Runnable> later = new ArrayList<>();
  private volatile boolean fails;
  private volatile boolean slow;
  private volatile boolean closed;

  Admin admin() {
    return (Admin) Proxy.newProxyInstance(Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, this::call);
  }

  private Object call(Object proxy, Method method, Object[] arguments) {
    if (method.getName().equals("listOffsets")) {
      return answer((Map<?, ?>) arguments[0]);
    }
    if (method.getName().equals("close")) {
      closed = true;
      return ""; // of a method without result
    }
    throw new UnsupportedOperationException(method.getName());
  }

  private ListOffsetsResult answer(Map<?, ?> partitions) {
    Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
    for (Object each : partitions.keySet()) {
      TopicPartition partition = (TopicPartition) each;
      KafkaFutureImpl<ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
      answers.put(partition, answer);
      if (slow) {
        later.add(() -> complete(partition, answer));
      } else {
        complete(partition, answer);
      }
    }
    return new ListOffsetsResult(answers);
  }

  private void complete(TopicPartition partition, KafkaFutureImpl<ListOffsetsResultInfo> answer) {
    if (fails) {
      answer.completeExceptionally(new TimeoutException("no answer"));
    } else {
      answer.complete(new ListOffsetsResultInfo(ends.getOrDefault(partition, 0L), -1, Optional.empty()));
    }
  }

  void end(TopicPartition partition, long offset) {
    ends.put(partition, offset);
  }

  /** Whether all questions fail from now on. */
  void fail(boolean now) {
    fails = now;
  }

  /** Answers come only with {@link #answerAll} from now on. */
  void beSlow() {
    slow = true;
  }

  void answerAll() {
    later.forEach(Runnable::run);
    later.clear();
  }

  boolean isClosed() {
    return closed;
  }
}
