package org.eyas.core.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eyas.api.control.AlertHistory;
import org.eyas.api.control.PastAlert;
import org.eyas.core.output.Outputs;
import org.eyas.core.part.Offers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers the newest alerts to observers of the running engine. */
@Component
public final class AlertHistoryService implements AlertHistory {
  private final AlertHistory history;

  @Activate
  public AlertHistoryService(@Reference Outputs outputs) {
    history = outputs.history();
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
}
