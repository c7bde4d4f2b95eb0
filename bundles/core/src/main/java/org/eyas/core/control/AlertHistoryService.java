package org.eyas.core.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ChainedRecord;
import org.eyas.api.history.AlertFacets;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.AlertStatistics;
import org.eyas.api.history.FoundAlerts;
import org.eyas.api.history.FoundGroups;
import org.eyas.api.history.PastAlert;
import org.eyas.core.output.AlertOutputs;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service of the alert history for observers of the running engine. */
@Component(service = {AlertHistory.class, AlertSearch.class, ChainedRecord.class})
public final class AlertHistoryService implements AlertHistory, AlertSearch, ChainedRecord {
  private final AlertHistory history;
  private final AlertSearch search;
  private final AlertOutputs outputs;

  @Activate
  public AlertHistoryService(@Reference AlertOutputs outputs) {
    history = outputs.history();
    search = outputs.search();
    this.outputs = outputs;
  }

  @Override
  public List<PastAlert> recent(int most) {
    return history.recent(most);
  }

  @Override
  public Optional<PastAlert> find(long number) {
    return history.find(number);
  }

  @Override
  public Following follow(Consumer<PastAlert> listener) {
    return history.follow(listener);
  }

  @Override
  public FoundAlerts find(String query, long below, int limit) throws RefusedException {
    return search.find(query, below, limit);
  }

  @Override
  public FoundGroups groups(String query) throws RefusedException {
    return search.groups(query);
  }

  @Override
  public AlertStatistics statistics(String query, Duration span, int steps) throws RefusedException {
    return search.statistics(query, span, steps);
  }

  @Override
  public AlertFacets facets(String query) throws RefusedException {
    return search.facets(query);
  }

  @Override
  public Predicate<PastAlert> condition(String query) throws RefusedException {
    return search.condition(query);
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String head() {
    return outputs.historyHead();
  }
}
