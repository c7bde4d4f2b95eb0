package org.eyas.core.source;

import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.output.Outputs;
import org.eyas.engine.history.AlertMemory;
import org.eyas.engine.journal.EventJournal;
import org.eyas.engine.loop.DetailCollector;
import org.eyas.engine.loop.LoopObservers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The observers of running loops: the alert history and the journal. They cost nothing while nobody uses them. */
@Component(service = Observers.class)
public final class Observers {
  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private final StateKeeper keeper;
  private final Outputs outputs;
  private final AlertMemory history;
  private final EventJournal journal = new EventJournal();
  private volatile boolean updated;

  @Activate
  public Observers(@Reference Outputs outputs, @Reference StateKeeper keeper) {
    this.keeper = keeper;
    this.outputs = outputs;
    history = outputs.history();
    journal.resumeFrom(keeper.take(Handover.Recording.class), keeper.take(Handover.Events.class));
  }

  /** The observers of a loop that is about to run. */
  LoopObservers of(SourceInfo source) {
    if (isOfMachine(source)) {
      outputs.keepHistory();
    }
    return LoopObservers.none().with(new DetailCollector(history)).with(journal.open(source));
  }

  private static boolean isOfMachine(SourceInfo source) {
    return source.live() && !source.kind().equals(SourceFactory.OF_TREE) && !source.kind().equals(NoDriver.INFO.kind());
  }

  /** Another engine continues with the events of this source, whose loop ends next. */
  void handOver(String eventSource) {
    updated = true;
    journal.handOver(eventSource);
  }

  @Deactivate
  void leave() {
    try {
      if (updated) {
        journal.left().forEach(keeper::keep);
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted while recent events were handed over; they are lost", e);
      Thread.currentThread().interrupt();
    }
    journal.close();
  }

  /** The journals of recent events. */
  public EventJournal journal() {
    return journal;
  }
}
