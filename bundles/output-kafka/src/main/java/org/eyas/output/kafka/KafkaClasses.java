package org.eyas.output.kafka;

import org.apache.kafka.clients.producer.KafkaProducer;

/** Kafka loads some of its classes by their names with the context loader of the thread, which does not see this bundle. */
final class KafkaClasses {
  private KafkaClasses() {}

  /** What is done while they are visible. */
  interface Action<T, E extends Exception> {
    T perform() throws E;
  }

  static <T, E extends Exception> T visible(Action<T, E> action) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
    try {
      return action.perform();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
