package org.eyas.core.setting;

/**
 * The settings of one PID, as a component that Configuration Admin may change while the engine runs.
 *
 * @param <T> the immutable values
 */
abstract class LiveSettings<T> {
  private volatile T now;
  private volatile Runnable listener = () -> {};

  LiveSettings(T first) {
    now = first;
  }

  final T now() {
    return now;
  }

  /** Applies other values immediately. Configuration Admin delivers the same values later. */
  final void apply(T other) {
    now = other;
  }

  final void listener(Runnable added) {
    listener = added;
  }

  /**
   * Applies values that Configuration Admin has delivered, and calls the listener. If the values apply already, nothing
   * happens.
   */
  final void delivered(T values) {
    if (!values.equals(now)) {
      now = values;
      listener.run();
    }
  }
}
