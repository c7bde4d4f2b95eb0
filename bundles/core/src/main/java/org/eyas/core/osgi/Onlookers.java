package org.eyas.core.osgi;

import org.eyas.api.source.SourceInfo;
import org.eyas.core.engine.SourceLoop;
import org.eyas.core.history.AlertDetails;
import org.eyas.core.history.AlertMemory;
import org.eyas.core.journal.EventJournal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Those who look on while loops run, for administrators: they cost nothing while there is nobody. */
@Component(service = Onlookers.class)
public final class Onlookers {
  private final AlertMemory history;
  private final EventJournal journal = new EventJournal();

  @Activate
  public Onlookers(@Reference Outputs outputs) {
    history = outputs.history();
  }

  /** Shows them what a loop does that is about to run. */
  void attach(SourceInfo source, SourceLoop loop) {
    loop.watching(new AlertDetails(history)).journal(journal.open(source));
  }

  /** Recent events, where somebody wants them. */
  EventJournal journal() {
    return journal;
  }
}
