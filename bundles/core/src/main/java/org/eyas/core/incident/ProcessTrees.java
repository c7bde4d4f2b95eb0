package org.eyas.core.incident;

import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.incident.ProcessTreeEnricher;
import org.eyas.engine.incident.RunFileEnricher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Follows the trees of processes, and the files that they run, for {@link HostIncidents}. */
@Component(configurationPid = HostIncidents.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ProcessTrees implements Enricher {
  private final ProcessTreeEnricher trees = new ProcessTreeEnricher();
  private final RunFileEnricher files;

  @Activate
  public ProcessTrees(@Reference HostIncidents incidents) {
    files = new RunFileEnricher(incidents.table());
  }

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    trees.onProcess(process, out);
    files.onProcess(process, out);
  }
}
