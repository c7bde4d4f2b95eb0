package org.eyas.itests;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Replaces the engine in a distribution of the test; a system property selects its action. */
public final class ProbeMain implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    switch (System.getProperty("probe", "")) {
      case "wait" -> {
        System.out.println("waiting on " + Thread.currentThread().getName());
        new CountDownLatch(1).await();
      }
      case "user" -> throw new java.io.IOException("no such capture: x.scap");
      case "fault" -> throw new IllegalStateException("a table is broken");
      default -> System.out.println("done");
    }
    return Integer.getInteger("probe.result", 0);
  }
}
