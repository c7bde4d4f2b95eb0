package org.eyas.core.source;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.incident.HostIncidents;
import org.eyas.core.output.AlertOutputs;
import org.eyas.engine.alert.AlertDetailCollector;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.completeness.MinuteHistory;
import org.eyas.engine.history.RecentAlertStore;
import org.eyas.engine.incident.IncidentAlert;
import org.eyas.engine.incident.IncidentObserver;
import org.eyas.engine.incident.IncidentTable;
import org.eyas.engine.journal.EventJournal;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.recording.RequestedCapture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The observers of the loops of all sources: the alert history, the journal and the counts by minute. They cost nearly
 * nothing while they are not used.
 */
@Component(service = SourceObservers.class)
public final class SourceObservers {
  private static final Logger LOG = LoggerFactory.getLogger(SourceObservers.class);

  private final StateKeeper keeper;
  private final AlertOutputs outputs;
  private final RecentAlertStore history;
  private final EventJournal journal = new EventJournal();
  private final RequestedCapture capture = new RequestedCapture();
  private final ConcurrentHashMap<String, MinuteHistory> minutes = new ConcurrentHashMap<>();
  private volatile boolean updated;
  private volatile @Nullable HostIncidents incidents;
  private volatile boolean watchesMachine;

  @Activate
  public SourceObservers(@Reference AlertOutputs outputs, @Reference StateKeeper keeper) {
    this.keeper = keeper;
    this.outputs = outputs;
    history = outputs.history();
    keeper.drain(Handover.Observations.class).forEach(this::resumeFrom);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindIncidents(HostIncidents begun) {
    incidents = begun;
    keepIncidents();
  }

  void unbindIncidents(HostIncidents ended) {
    if (incidents == ended) {
      incidents = null;
    }
  }

  // In either order: the incidents can begin before the first source, or later, by a change of the configuration.
  private void keepIncidents() {
    HostIncidents now = incidents;
    if (watchesMachine && now != null) {
      now.keepOverRestarts();
    }
  }

  private void resumeFrom(Handover.Observations left) {
    journal.resumeFrom(left.recent());
    left.minutes().forEach(this::resumeFrom);
  }

  private void resumeFrom(Handover.Minutes left) {
    try {
      minutes(left.eventSource()).resumeFrom(left.minutes());
    } catch (IOException | RuntimeException e) {
      LOG.warn("The figures of completeness of '{}' from before the update of the engine are lost: {}", left.eventSource(),
          Reason.of(e));
    }
  }

  /** The observers of a loop that is about to run. */
  LoopObservers of(SourceInfo source) {
    if (isOfMachine(source)) {
      outputs.keepHistory();
      watchesMachine = true;
      keepIncidents();
    }
    AlertObserver watch =
        new IncidentObserver(
            new AlertDetailCollector(history), this::incidentTable,
            incident -> report(IncidentAlert.of(incident), source.live()));
    return LoopObservers.none().with(watch).with(journal.open(source))
        .with(minutes(source.eventSource()));
  }

  private @Nullable IncidentTable incidentTable() {
    HostIncidents now = incidents;
    return now == null ? null : now.table();
  }

  private void report(Alert alert, boolean live) {
    if (live) {
      outputs.dispatcher().offer(alert);
      return;
    }
    try {
      outputs.dispatcher().put(alert);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the replay ends
    }
  }

  private static boolean isOfMachine(SourceInfo source) {
    return source.live() && !source.kind().equals(SourceSelection.OF_TREE) && !source.kind().equals(NoDriverSource.INFO.kind());
  }

  /** Prepares the hand-over of this source's events to another engine. The loop of the source ends next. */
  void handOver(String eventSource) {
    updated = true;
    journal.handOver(eventSource);
  }

  @Deactivate
  void leave() {
    if (updated) {
      List<Handover.Minutes> counted = new ArrayList<>();
      minutes.forEach((source, counts) -> counted.add(new Handover.Minutes(source, counts.encodeForHandover())));
      keeper.store(new Handover.Observations(counted, journal.toHandover()));
    }
    journal.close();
  }

  /** The numbers of events of an event source that the rules saw and did not see, by the minute. */
  public MinuteHistory minutes(String eventSource) {
    return minutes.computeIfAbsent(eventSource, _ -> new MinuteHistory(InstantSource.system()));
  }

  /** The capture that a person requests. */
  public RequestedCapture capture() {
    return capture;
  }

  /** The journals of recent events. */
  public EventJournal journal() {
    return journal;
  }
}
