package org.eyas.core.incident;

import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.engine.incident.IncidentTable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The incidents of this host, in memory. */
@Component(
    service = {IncidentControl.class, HostIncidents.class}, configurationPid = HostIncidents.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HostIncidents implements IncidentControl {
  static final String PID = "org.eyas.incidents";

  private final IncidentTable table = new IncidentTable();

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
  public IncidentStep unlink(String id, int step) throws RefusedException {
    table.closeOver();
    return table.unlink(id, step).orElseThrow(
        () -> new RefusedException(
            "there is no open incident '" + id + "' with a step " + step + "; see eyas incidents show " + id));
  }
}
