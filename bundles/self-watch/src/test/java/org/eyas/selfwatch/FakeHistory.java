package org.eyas.selfwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eyas.api.alert.Alert;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.PastAlert;

/** A history with the alerts that a test puts there. */
final class FakeHistory implements AlertHistory {
  private final List<PastAlert> alerts = new ArrayList<>();

  void add(Alert alert) {
    alerts.addFirst(new PastAlert(alerts.size() + 1L, alert));
  }

  @Override
  public List<PastAlert> recent(int limit) {
    return alerts.stream().limit(limit).toList();
  }

  @Override
  public Optional<PastAlert> find(long number) {
    return alerts.stream().filter(alert -> alert.number() == number).findFirst();
  }

  @Override
  public Following follow(Consumer<PastAlert> listener) {
    throw new UnsupportedOperationException("nobody follows here");
  }
}
