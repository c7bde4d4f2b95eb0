package org.eyas.core.fault;

/** Is told of faults, on the thread on which they happen: it must not wait. */
public interface FaultListener {
  /** Does nothing. */
  FaultListener NOBODY =
      new FaultListener() {
        @Override
        public void changed() {}

        @Override
        public void told(Origin origin, String problem) {}
      };

  /** A service was taken out, or is called again. */
  void changed();

  /** Something that a person should know at once. */
  void told(Origin origin, String problem);
}
