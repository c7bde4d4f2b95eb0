package org.eyas.provision;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the bundles that use the old classes of an updated bundle, so that they get the new classes. The framework
 * does this on a thread of its own.
 */
final class ClassRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(ClassRefresh.class);
  private static final long LIMIT_SECONDS = 5;

  private final FrameworkWiring wiring;

  ClassRefresh(FrameworkWiring wiring) {
    this.wiring = wiring;
  }

  /** Refreshes the users of a bundle and waits for the end, for a limited time. */
  void refresh(Bundle bundle) {
    CountDownLatch done = new CountDownLatch(1);
    wiring.refreshBundles(List.of(bundle), event -> done.countDown());
    try {
      if (!done.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        LOG.error("bundle {} was not refreshed in {} s: others may use its old classes",
            bundle.getSymbolicName(), LIMIT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
