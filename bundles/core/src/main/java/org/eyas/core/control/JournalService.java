package org.eyas.core.control;

import org.eyas.api.control.Journal;
import org.eyas.api.control.JournalSpan;
import org.eyas.core.part.RankedServices;
import org.eyas.core.source.SourceObservers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service of the journal: recent events in memory, on which rules can be tried. */
@Component
public final class JournalService implements Journal {
  private final Journal journal;

  @Activate
  public JournalService(@Reference SourceObservers observers) {
    journal = observers.journal();
  }

  @Override
  public JournalSpan span() {
    return journal.span();
  }

  @Override
  public void record(long limitBytes, long seconds) {
    journal.record(limitBytes, seconds);
  }

  @Override
  public void clear() {
    journal.clear();
  }
}
