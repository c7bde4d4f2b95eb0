package org.eyas.core.setting;

/**
 * One PID of the engine's settings, as a component that Configuration Admin may change while the engine runs.
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

  /** Applies other values immediately; Configuration Admin delivers the same ones later. */
  final void become(T other) {
    now = other;
  }

  final void listener(Runnable added) {
    listener = added;
  }

  /** Configuration Admin has delivered values; if they apply already, nothing happens. */
  final void delivered(T values) {
    if (!values.equals(now)) {
      now = values;
      listener.run();
    }
  }
}
