package org.eyas.core.incident;

import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.api.incident.IncidentVerdict;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.incident.IncidentKeeper;
import org.eyas.engine.incident.IncidentTable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The incidents of this host. They are kept over restarts if the engine watches this machine, and not in a replay. */
@Component(
    service = {IncidentControl.class, HostIncidents.class}, configurationPid = HostIncidents.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HostIncidents implements IncidentControl {
  static final String PID = "org.eyas.incidents";

  private final IncidentTable table = new IncidentTable();
  private final EngineSettings settings;
  private @Nullable IncidentKeeper keeper; // guarded by this

  @Activate
  public HostIncidents(@Reference EngineSettings settings) {
    this.settings = settings;
  }

  /** Continues with the incidents from before the restart, if this was not called before. */
  public synchronized void keepOverRestarts() {
    String directory = settings.rules().memoryDirectory();
    if (keeper == null && !directory.isEmpty()) {
      keeper = IncidentKeeper.in(directory, table);
      keeper.begin();
    }
  }

  @Deactivate
  synchronized void end() {
    if (keeper != null) {
      keeper.end();
    }
  }

  public IncidentTable table() {
    return table;
  }

  @Override
  public List<IncidentReport> incidents() {
    table.closeOver();
    return table.incidents();
  }

  @Override
  public Optional<IncidentReport> find(String id) {
    table.closeOver();
    return table.find(id);
  }

  @Override
  public void close(String id) throws RefusedException {
    table.closeOver();
    if (!table.close(id)) {
      throw new RefusedException("there is no open incident '" + id + "'; eyas incidents lists them");
    }
  }

  @Override
  public void closeAsHarmless(String id) throws RefusedException {
    table.closeOver();
    if (!table.closeAsHarmless(id)) {
      throw new RefusedException("there is no incident '" + id + "'; eyas incidents lists them");
    }
  }

  @Override
  public List<IncidentVerdict> verdicts() {
    return table.verdicts();
  }

  @Override
  public void withdraw(String id) throws RefusedException {
    if (!table.withdraw(id)) {
      throw new RefusedException("there is no verdict about '" + id + "'; eyas incidents verdicts lists them");
    }
  }

  @Override
  public IncidentStep unlink(String id, int step) throws RefusedException {
    table.closeOver();
    return table.unlink(id, step).orElseThrow(
        () -> new RefusedException(
            "there is no open incident '" + id + "' with a step " + step + "; see eyas incidents show " + id));
  }
}
