package org.eyas.engine.incident;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.api.incident.IncidentReport;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes steps of incidents from the alerts and signals of one loop, and passes each incident that should be reported. Used by one loop's thread. */
public final class IncidentObserver implements AlertObserver {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentObserver.class);

  private final AlertObserver next;
  private final Supplier<@Nullable IncidentTable> table;
  private final Consumer<IncidentReport> reported;
  private final IncidentStepReader reader = new IncidentStepReader();
  private boolean failed;

  /**
   * @param next sees each alert and signal first
   * @param table the incidents; null while there are none
   * @param reported receives the incidents that should be reported now; must not wait
   */
  public IncidentObserver(AlertObserver next, Supplier<@Nullable IncidentTable> table, Consumer<IncidentReport> reported) {
    this.next = next;
    this.table = table;
    this.reported = reported;
  }

  @Override
  public void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert) {
    next.alerted(loaded, rule, event, alert);
    IncidentTable incidents = table.get();
    if (incidents == null) {
      return;
    }
    try {
      reader.read(loaded, rule, event, alert, incidents.leftFiles()).flatMap(incidents::add).ifPresent(reported);
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.error("An alert of rule '{}' is missing in its incident due to an internal error", rule.name(), e);
      }
    }
  }

  @Override
  public void alertedLater(LoadedRule rule, Alert alert) {
    next.alertedLater(rule, alert);
  }
}
