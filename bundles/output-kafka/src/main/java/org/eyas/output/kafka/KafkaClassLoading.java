package org.eyas.output.kafka;

import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Makes Kafka's classes visible. Kafka loads some of them by name with the context loader of the thread, which does not
 * see this bundle.
 */
final class KafkaClassLoading {
  private KafkaClassLoading() {}

  /** The action that runs while the classes are visible. */
  interface Action<T, E extends Exception> {
    T perform() throws E;
  }

  static <T, E extends Exception> T callWithKafkaClasses(Action<T, E> action) throws E {
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
