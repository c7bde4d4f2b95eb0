package org.eyas.engine.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.ChannelState;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.control.OutputStatus;
import org.eyas.api.update.Handover;
import org.eyas.engine.alert.AlertSafety;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.signal.ChangeSignal;
import org.eyas.spool.delivery.DeliveryBacklog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dispatches alerts: takes them from the loops, renders each alert once, and passes it to the queue of every channel.
 *
 * <pre>
 *   loop-syscall --+
 *   loop-k8s ------+--> [ alert queue ] --> dispatch: render --+--> [ queue ] --> output-stdout
 *                                                              +--> [ queue ] --> output-syslog
 * </pre>
 *
 * <p>A live loop never waits: if the alert queue is full, the alert is dropped and counted. A replay waits for room.
 */
public final class AlertDispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDispatcher.class);

  private static final long LAST_WAIT_MILLIS = 1_000;

  private final BlockingQueue<DispatchTask> queue;
  private final Thread thread;
  private final OutputCheckThread watch;
  private final DropBurst drops = new DropBurst("all", "outputs_queue.capacity");
  private final AtomicLong pending = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong dispatched = new AtomicLong();
  private final Semaphore patientRoom = new Semaphore(DeliveryBacklog.PATIENT);
  private final HeapGarbageLimit heap = HeapGarbageLimit.ofThisJvm();
  private final ChangeSignal progress = new ChangeSignal();
  private final OutputChannels channels =
      new OutputChannels(new AlertQueueFormat(alert -> this.renderer.renderOnDemand(alert)), progress);
  private final AlertThrottle throttle = new AlertThrottle(this::send);
  private volatile AlertRenderer renderer;
  private volatile DispatchOptions options;
  private volatile Consumer<Alert> witness = alert -> {};
  private volatile Supplier<@Nullable StoredAlertCount> history = () -> null;
  private boolean patient; // of the current task; used by the thread dispatch
  private boolean replay; // likewise
  private volatile boolean stopping;
  private volatile boolean stuck;

  public AlertDispatcher(AlertRenderer renderer, DispatchOptions options) {
    this.renderer = renderer;
    this.options = options;
    queue = new LinkedBlockingQueue<>(QueueSettings.bounded(options.capacity()));
    thread = Thread.ofPlatform().daemon().name("dispatch").start(this::run);
    watch = new OutputCheckThread(this::checkOutputs);
  }

  /**
   * Changes the options. The time-out takes effect at once. The settings of queues apply only to channels that are
   * added later.
   */
  public void options(DispatchOptions changed) {
    options = changed;
  }

  /** Sets a listener that gets every alert before it is sent, on the thread {@code dispatch}; it must not wait. */
  public void setAlertListener(Consumer<Alert> listener) {
    witness = listener;
  }

  /** Sets the supplier of the history on disk, which gets alerts from the listener; null while there is none. */
  public void setHistory(Supplier<@Nullable StoredAlertCount> disk) {
    history = disk;
  }

  /** Changes the rendering, also for alerts that are not rendered yet. */
  public void renderer(AlertRenderer other) {
    renderer = other;
  }

  /** Adds a channel. */
  public void add(String name, OutputChannel channel) {
    channels.add(name, channel, options.queue(name));
  }

  /** Keeps alerts of a previous engine for a channel that is about to be added. */
  public void expect(String name, List<RenderedAlert> waiting) {
    channels.expected(name, options.queue(name)).backlog().resume(waiting);
  }

  /**
   * Removes a channel. Waiting alerts are sent first, for at most {@code millis}. The remaining and later ones wait a few
   * seconds for a channel of the same name.
   */
  public void remove(OutputChannel channel, long millis) throws InterruptedException {
    channels.remove(channel, millis);
  }

  /** The sink for the alerts of live sources. */
  public AlertSink liveSink() {
    return new AlertSink() {
      @Override
      public void accept(Alert alert) {
        offer(alert);
      }

      @Override
      public AlertSafety newSafety() {
        return new DispatchSafety(AlertDispatcher.this);
      }
    };
  }

  /** Adds an alert of a live source, without waiting. A dropped alert is counted, and each burst of drops is logged. */
  public void offer(Alert alert) {
    countAccepted();
    if (!queue.offer(new DispatchTask.Send(alert, false))) {
      countDropped();
    }
  }

  // Before the alert is in the queue: so the number contains every alert that comes before a later one of the same thread.
  private void countAccepted() {
    pending.incrementAndGet();
    accepted.incrementAndGet();
  }

  private void countDropped() {
    accepted.decrementAndGet();
    pending.decrementAndGet();
    drops.add(1);
  }

  /** The number of alerts that were accepted so far. */
  long accepted() {
    return accepted.get();
  }

  /**
   * Whether the first alerts are in the queues of all channels.
   *
   * @param alerts how many, by {@link #accepted}; an alert that is being dropped at that moment may be counted too
   */
  boolean hasDispatched(long alerts) {
    return dispatched.get() >= alerts || pending.get() == 0;
  }

  /** Passes on the queues that store alerts on disk. */
  void forEachStore(Consumer<StoredAlertCount> visitor) {
    StoredAlertCount disk = history.get();
    if (disk != null) {
      visitor.accept(disk);
    }
    channels.forEachStore(visitor);
  }

  /**
   * Adds an alert of a replay, and waits for room. If the thread is interrupted, the alert is still added, but the wait
   * gets a time limit.
   */
  public void put(Alert alert) throws InterruptedException {
    DispatchTask task = new DispatchTask.Send(alert, true);
    countAccepted();
    try {
      patientRoom.acquire();
      queue.put(task);
    } catch (InterruptedException e) {
      putAtTheEnd(task);
      throw e;
    }
  }

  private void putAtTheEnd(DispatchTask task) throws InterruptedException {
    if (!queue.offer(task, stuck ? 0 : LAST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      stuck = true;
      countDropped();
    }
  }

  public void reopen() {
    channels.all().forEach(ChannelConnection::reopen);
  }

  /** The number of alerts that are not in the channels' queues yet. */
  long pending() {
    return pending.get();
  }

  public long dropped() {
    return drops.total();
  }

  /** The number of alerts that were counted instead of sent, see {@code eyas.throttle}. */
  public long throttled() {
    return throttle.throttled();
  }

  public List<ChannelCounts> counts() {
    return channels.all().stream().map(ChannelConnection::counts).toList();
  }

  /** Every channel with its counts, in the order in which the channels were added. */
  public List<OutputStatus> outputs() {
    return channels.all().stream().map(ChannelConnection::report).toList();
  }

  /** Reopens one channel; returns whether there is one with this name. */
  public boolean reopen(String name) {
    Optional<ChannelConnection> found = channels.find(name);
    found.ifPresent(ChannelConnection::reopen);
    return found.isPresent();
  }

  /**
   * Adds a test alert to the queue of a single channel.
   *
   * @return whether there was room; empty if there is no channel with this name
   */
  public Optional<Boolean> test(String name) {
    return channels.find(name).map(channel -> channel.queue().addIfRoom(renderer.render(OutputAlerts.test(name))));
  }

  public List<ChannelState> states() {
    return channels.all().stream().map(ChannelConnection::state).toList();
  }

  private void checkOutputs() throws InterruptedException {
    heap.collectIfWorthIt();
    drops.reportChanges(System.nanoTime(), this::offer);
    channels.checkQueues(options.timeoutMillis(), this::offer);
    progress.changed();
    if (!options.throttles().isEmpty()) {
      offerTick(false);
    }
  }

  private void offerTick(boolean end) {
    pending.incrementAndGet();
    if (!queue.offer(new DispatchTask.Tick(end))) {
      pending.decrementAndGet();
    }
  }

  /** Waits until every earlier alert is sent, for at most this long. */
  public void drain(long millis) throws InterruptedException {
    offerTick(true);
    progress.await(() -> pending.get() == 0 && channels.isSettled(), millis);
  }

  /** Ends all threads. Returns the alerts that the channels do not accept within {@code millis}, by channel. */
  public synchronized List<Handover.WaitingAlerts> stopForHandover(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    endThreads(millis);
    List<ChannelQueue> leaving = channels.removeAll();
    leaving.forEach(ChannelQueue::end);
    List<Handover.WaitingAlerts> left = new ArrayList<>();
    for (ChannelQueue channel : leaving) {
      left.add(new Handover.WaitingAlerts(channel.name(), channel.close(millisUntil(deadline))));
    }
    drops.close();
    return left;
  }

  /**
   * Sends the waiting alerts, then ends all threads. After {@code millis}, the remaining alerts are reported and given
   * up.
   */
  public void stop(long millis) throws InterruptedException {
    for (Handover.WaitingAlerts left : stopForHandover(millis)) {
      if (!left.alerts().isEmpty()) {
        LOG.error("Output '{}' did not accept the last {} alerts in time; they are lost.", left.output(), left.alerts().size());
      }
    }
  }

  private void endThreads(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    offerTick(true);
    progress.await(() -> pending.get() == 0, millis);
    stopping = true;
    thread.interrupt();
    thread.join(Math.max(1, millisUntil(deadline)));
    watch.stop();
    if (pending.get() > 0) {
      LOG.error("The outputs did not accept the last {} alerts in time; they are lost.", pending.get());
    }
  }

  private static long millisUntil(long deadline) {
    return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
  }

  private void run() {
    while (!stopping) {
      try {
        DispatchTask next = queue.take();
        handle(next);
        if (pending.decrementAndGet() == 0) {
          progress.changed();
        }
      } catch (InterruptedException e) {
        if (!stopping) {
          LOG.warn("dispatch was interrupted while running; it continues", e);
        }
      }
    }
  }

  private void handle(DispatchTask task) throws InterruptedException {
    throttle.setSettings(options.throttles());
    switch (task) {
      case DispatchTask.Send(Alert alert, boolean waits) -> {
        patient = waits;
        replay |= waits;
        try {
          throttle.admit(alert);
        } finally {
          dispatched.incrementAndGet();
        }
        if (waits) {
          patientRoom.release();
        }
      }
      case DispatchTask.Tick(boolean end) -> {
        patient = replay;
        if (end) {
          throttle.end();
        } else if (!replay) { // in a replay, the events define the time
          throttle.endDueWindows(OutputAlerts.nanosNow());
        }
      }
    }
  }

  private void send(Alert alert) throws InterruptedException {
    witness.accept(alert);
    RenderedAlert rendered = renderer.render(alert);
    channels.enqueue(rendered, patient);
  }
}
