package org.eyas.core.osgi;

import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.engine.SourceLoop;
import org.eyas.core.engine.AlertDetails;
import org.eyas.core.history.AlertMemory;
import org.eyas.core.journal.EventJournal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who look on while loops run, for administrators: they cost nothing while there is nobody. */
@Component(service = Observers.class)
public final class Observers {
  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private final StateKeeper keeper;
  private final AlertMemory history;
  private final EventJournal journal = new EventJournal();
  private volatile boolean updated;

  @Activate
  public Observers(@Reference Outputs outputs, @Reference StateKeeper keeper) {
    this.keeper = keeper;
    history = outputs.history();
    journal.goOnFrom(keeper.take(Handover.Recording.class), keeper.take(Handover.Events.class));
  }

  /** Of an engine that no other one follows. */
  Observers(Outputs outputs) {
    this(outputs, new NoHandover());
  }

  /** Shows them what a loop does that is about to run. */
  void attach(SourceInfo source, SourceLoop loop) {
    loop.watching(new AlertDetails(history)).journal(journal.open(source));
  }

  /** Another engine goes on with the events of this source, whose loop ends next. */
  void handOn(String eventSource) {
    updated = true;
    journal.handOn(eventSource);
  }

  @Deactivate
  void leave() {
    try {
      if (updated) {
        journal.left().forEach(keeper::keep);
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted while recent events were handed on; they are lost", e);
      Thread.currentThread().interrupt();
    }
    journal.close();
  }

  /** Recent events, where somebody wants them. */
  EventJournal journal() {
    return journal;
  }
}
