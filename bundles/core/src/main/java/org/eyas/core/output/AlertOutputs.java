package org.eyas.core.output;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.api.alert.ChannelState;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.GuardedServices;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.dispatch.AlertDispatcher;
import org.eyas.engine.dispatch.AlertRenderer;
import org.eyas.engine.dispatch.RenderOptions;
import org.eyas.engine.guard.GuardedOutput;
import org.eyas.engine.guard.ServiceRole;
import org.eyas.engine.history.HistorySearch;
import org.eyas.engine.history.RecentAlertStore;
import org.eyas.engine.text.FalcoVersion;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dispatcher and all output channels. Channels can be added and removed while alerts flow. */
@Component(service = AlertOutputs.class)
public final class AlertOutputs {
  private static final Logger LOG = LoggerFactory.getLogger(AlertOutputs.class);
  private static final long LEAVE_MILLIS = 1_000;

  /** The time limit at the end of a run. Before that, the run has already waited for the outputs. */
  private static final long STOP_MILLIS = 2_000;

  /**
   * The time limit at an update of the engine. Alerts that an output does not accept in this time are handed over to
   * the next engine.
   */
  private static final long UPDATE_MILLIS = 300;

  private final StateKeeper keeper;
  private volatile boolean updated;
  private final AlertDispatcher dispatcher;
  private final GuardedServices<OutputChannel> channels;
  private final RecentAlertStore history;
  private final HistorySearch search;
  private final DiskHistory disk;
  private final DispatchSettings settings;
  private final FalcoVersion falcoVersion;
  private volatile boolean live;

  @Activate
  public AlertOutputs(
      @Reference EngineSettings engine,
      @Reference DispatchSettings dispatch,
      @Reference BundleFaults faults,
      @Reference StateKeeper keeper) {
    this.keeper = keeper;
    settings = dispatch;
    falcoVersion = engine.falcoVersion();
    channels = new GuardedServices<>(faults, ServiceRole.OUTPUT, GuardedOutput::new);
    int capacity = engine.queueCapacity();
    dispatcher =
        new AlertDispatcher(new AlertRenderer(engine.renderOptions(), engine.falcoVersion()), dispatch.options(capacity));
    history = new RecentAlertStore(dispatch.historyBytes());
    search = new HistorySearch(history, InstantSource.system());
    keeper.drain(Handover.Alerts.class).forEach(this::resumeFrom);
    disk = new DiskHistory(history, LEAVE_MILLIS);
    dispatcher.setAlertListener(history::add);
    dispatcher.setHistory(history::disk);
    dispatch.listener(
        () -> {
          dispatcher.options(dispatch.options(capacity));
          history.limit(dispatch.historyBytes());
          keepOnDisk();
        });
  }

  private void resumeFrom(Handover.Alerts left) {
    left.waiting().forEach(queue -> dispatcher.expect(queue.output(), queue.alerts()));
    history.resumeFrom(left);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindChannel(OutputChannel channel, Map<String, Object> properties) {
    String name = String.valueOf(properties.getOrDefault(OutputChannel.NAME, channel.getClass().getSimpleName()));
    channels.add(channel, properties).ifPresent(guarded -> dispatcher.add(name, guarded));
  }

  /** Hands the waiting alerts over to the next engine at the end, because the engine is updated. */
  public void handOver() {
    updated = true;
  }

  void unbindChannel(OutputChannel channel) {
    Optional<OutputChannel> leaver = channels.remove(channel);
    try {
      if (leaver.isPresent()) {
        dispatcher.remove(leaver.get(), LEAVE_MILLIS);
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted while an output was removed; its queued alerts may be lost", e);
      Thread.currentThread().interrupt();
    } finally {
      channels.close(channel);
    }
  }

  /** Changes the rendering, also of waiting alerts. */
  public void render(RenderOptions options) {
    dispatcher.renderer(new AlertRenderer(options, falcoVersion));
  }

  public AlertDispatcher dispatcher() {
    return dispatcher;
  }

  /** The states of all channels, and of the alert history if it cannot be written to disk. */
  public List<ChannelState> states() {
    String problem = disk.problem();
    Stream<ChannelState> history =
        problem.isEmpty() ? Stream.of() : Stream.of(new ChannelState("alert history", false, problem));
    return Stream.concat(dispatcher.states().stream(), history).toList();
  }

  /**
   * The search in the alert history. All callers share one object, because it limits how many searches run at the same
   * time.
   */
  public HistorySearch search() {
    return search;
  }

  /** The alert history. */
  public RecentAlertStore history() {
    return history;
  }

  /** The number of alerts that are missing in the history on disk. */
  public long missingOnDisk() {
    return disk.lost();
  }

  /** The digest of the newest alert on disk; empty while alerts are in memory only. */
  public String historyHead() {
    return disk.head();
  }

  /** Whether a source of this machine runs, or has run. */
  public boolean isLive() {
    return live;
  }

  /** Keeps the alert history on disk from now on, because a source of this machine is about to run. */
  public void keepHistory() {
    live = true;
    keepOnDisk();
  }

  private void keepOnDisk() {
    try {
      if (live) {
        disk.keepIn(settings.historyPlace());
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted while the history was opened; it is in memory only");
      Thread.currentThread().interrupt();
    }
  }

  @Deactivate
  public void close() {
    try {
      try {
        drain();
      } finally {
        if (!updated) {
          disk.endOfRun();
        }
        disk.close(LEAVE_MILLIS);
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted while outputs drained; queued alerts may be lost", e);
      Thread.currentThread().interrupt();
    }
    history.close();
  }

  private void drain() throws InterruptedException {
    if (updated) {
      keeper.store(history.toHandover(dispatcher.stopForHandover(UPDATE_MILLIS)));
    } else {
      dispatcher.stop(STOP_MILLIS);
    }
  }
}
