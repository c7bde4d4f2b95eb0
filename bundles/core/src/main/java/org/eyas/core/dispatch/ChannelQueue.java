package org.eyas.core.dispatch;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue and the thread of one output channel, so that a slow channel holds up no other.
 *
 * <p>The queue holds what the alert queue held: its bound is the bound of alerts that wait for this channel.
 */
public final class ChannelQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelQueue.class);

  private sealed interface Entry {}

  private record Send(RenderedAlert alert) implements Entry {}

  private record Reopen() implements Entry {}

  private record Stop() implements Entry {}

  private final String name;
  private final OutputChannel channel;
  private final BlockingQueue<Entry> queue;
  private final Thread thread;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final FailureBurst burst = new FailureBurst();

  public ChannelQueue(String name, OutputChannel channel, int capacity) {
    this.name = name;
    this.channel = channel;
    queue = new LinkedBlockingQueue<>(capacity);
    thread = Thread.ofPlatform().daemon().name("output-" + name).start(this::run);
  }

  public OutputChannel channel() {
    return channel;
  }

  /** Queues an alert; where the queue is full it is dropped, counted, and said once per burst. */
  public void offer(RenderedAlert alert) {
    waiting.incrementAndGet();
    if (!queue.offer(new Send(alert))) {
      waiting.decrementAndGet();
      if (dropped.getAndIncrement() == 0) {
        LOG.error("Output '{}' does not keep up: its queue is full, alerts are dropped.", name);
      }
    }
  }

  /** Queues an alert, waiting for room: a replay loses nothing. */
  public void put(RenderedAlert alert) throws InterruptedException {
    waiting.incrementAndGet();
    queue.put(new Send(alert));
  }

  /** Whether nothing waits and nothing is being sent. */
  public boolean isIdle() {
    return waiting.get() == 0;
  }

  public void reopen() {
    if (!queue.offer(new Reopen())) {
      LOG.error("Output '{}' is not reopened: its queue is full.", name);
    }
  }

  /** Ends the thread behind what is queued. Waits so long at the most; answers how many alerts are left behind. */
  public int stop(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    boolean accepted = queue.offer(new Stop(), millis, java.util.concurrent.TimeUnit.MILLISECONDS);
    if (accepted) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    int left = (int) queue.stream().filter(Send.class::isInstance).count();
    if (thread.isAlive()) {
      thread.interrupt();
    }
    return left;
  }

  public ChannelCounts counts() {
    return new ChannelCounts(name, sent.get(), failed.get(), dropped.get(), waiting.get());
  }

  private void run() {
    try {
      for (Entry entry = queue.take(); !(entry instanceof Stop); entry = queue.take()) {
        handle(entry);
      }
    } catch (InterruptedException e) {
      LOG.debug("output '{}' interrupted", name, e);
    }
  }

  private void handle(Entry entry) {
    try {
      switch (entry) {
        case Send(RenderedAlert alert) -> {
          try {
            channel.send(alert, queue.isEmpty() || queue.peek() instanceof Stop);
            sent.incrementAndGet();
            burst.ended();
          } finally {
            waiting.decrementAndGet();
          }
        }
        case Reopen() -> channel.reopen();
        case Stop() -> throw new IllegalStateException("stop is handled by the loop");
      }
    } catch (IOException | RuntimeException e) {
      failed.incrementAndGet();
      if (burst.isNew(e, System.nanoTime())) {
        LOG.error("{}: {}", name, e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString());
      }
    }
  }
}
