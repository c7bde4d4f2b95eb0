package org.eyas.core.part;

/** A listener for changes of {@link EngineServices}, called on the thread of the component runtime. */
public interface EngineServicesListener {
  /** Does nothing. */
  EngineServicesListener NOBODY =
      new EngineServicesListener() {
        @Override
        public void changed() {}

        @Override
        public void serviceLeaving(Object service) {}
      };

  /** Called when a service came or changed, or when a service that loops do not call left. */
  void changed();

  /** Called when a rule provider left. Its rules are texts and stay valid without it. */
  default void rulesLeft() {
    changed();
  }

  /** Called when a service was removed. When this returns, nothing may call the service. */
  void serviceLeaving(Object service);
}
