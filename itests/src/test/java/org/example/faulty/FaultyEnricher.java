package org.example.faulty;

import java.util.Map;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;

public final class FaultyEnricher implements Enricher {
  private final Deed deed;

  public FaultyEnricher(Map<String, Object> properties) {
    deed = Deed.of(properties);
  }

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    deed.happen();
    deed.mark("enriched-" + deed.name());
  }
}
