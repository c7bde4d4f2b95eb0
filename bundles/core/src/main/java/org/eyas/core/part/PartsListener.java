package org.eyas.core.part;

/** A listener for changes of {@link EngineParts}, called on the thread of the component runtime. */
public interface PartsListener {
  /** Does nothing. */
  PartsListener NOBODY =
      new PartsListener() {
        @Override
        public void changed() {}

        @Override
        public void leaving(Object service) {}
      };

  /** A service came or changed, or a service that loops do not call left. */
  void changed();

  /** A rule provider left. Its rules are texts and stay valid without it. */
  default void rulesLeft() {
    changed();
  }

  /** A service was removed; when this returns, nothing may call the service. */
  void leaving(Object service);
}
