package org.eyas.fields.hash;

import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.osgi.service.component.annotations.Component;

/** Attaches a place for hashes to each process. {@link HashFields} enables it when a rule names a hash for the first time. */
@Component(name = HashEnricher.NAME, service = Enricher.class, enabled = false)
public final class HashEnricher implements Enricher {
  static final String NAME = "org.eyas.fields.hash.enricher";

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    ProcessHashes.attach(process, out);
  }
}
