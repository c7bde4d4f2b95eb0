package org.example.faulty;

import java.util.Map;
import java.util.concurrent.Semaphore;

/** Starts a thread and never stops it. */
public final class FaultyThreads implements Runnable {
  private final Action action;

  public FaultyThreads(Map<String, Object> properties) {
    action = Action.of(properties);
    Thread.ofPlatform().daemon().name("faulty-poller").start(this::poll);
  }

  private void poll() {
    action.mark("polling");
    new Semaphore(0).acquireUninterruptibly();
  }

  @Override
  public void run() {}
}
