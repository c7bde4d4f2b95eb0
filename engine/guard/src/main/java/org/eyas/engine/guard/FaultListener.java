package org.eyas.engine.guard;

/** A listener that is called for faults, on the thread on which they happen. It must not wait. */
public interface FaultListener {
  /** Does nothing. */
  FaultListener NOBODY =
      new FaultListener() {
        @Override
        public void changed() {}

        @Override
        public void problem(ServiceOrigin origin, String problem) {}
      };

  /** Called when a service was taken out, or is called again. */
  void changed();

  /** Called for a problem that an administrator should see at once. */
  void problem(ServiceOrigin origin, String problem);
}
