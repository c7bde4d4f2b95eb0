package org.eyas.core.osgi;

/** Is told what becomes of {@link EngineParts}, on the thread of the component runtime. */
interface PartsListener {
  /** Does nothing. */
  PartsListener NOBODY =
      new PartsListener() {
        @Override
        public void changed() {}

        @Override
        public void leaving(Object service) {}
      };

  /** Something came, changed, or left that is not called by loops. */
  void changed();

  /** A provider of rules left; its rules are texts, and hold without it. */
  default void rulesLeft() {
    changed();
  }

  /** A service is not among the parts any more; when this returns nothing may call it. */
  void leaving(Object service);
}
