package org.eyas.core.part;

/** Is notified of changes in {@link EngineParts}, on the thread of the component runtime. */
public interface PartsListener {
  /** Does nothing. */
  PartsListener NOBODY =
      new PartsListener() {
        @Override
        public void changed() {}

        @Override
        public void leaving(Object service) {}
      };

  /** A service came or changed, or one that loops do not call left. */
  void changed();

  /** A rule provider left. Its rules are texts and stay valid without it. */
  default void rulesLeft() {
    changed();
  }

  /** A service was removed from the parts; when this returns, nothing may call it. */
  void leaving(Object service);
}
