package org.eyas.core.incident;

import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.incident.ProcessTreeEnricher;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Follows the trees of processes for {@link HostIncidents}. */
@Component(configurationPid = HostIncidents.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ProcessTrees implements Enricher {
  private final ProcessTreeEnricher trees = new ProcessTreeEnricher();

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    trees.onProcess(process, out);
  }
}
