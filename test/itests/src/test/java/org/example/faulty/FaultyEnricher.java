package org.example.faulty;

import java.util.Map;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;

public final class FaultyEnricher implements Enricher {
  private final Action action;

  public FaultyEnricher(Map<String, Object> properties) {
    action = Action.of(properties);
  }

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    action.run();
    action.mark("enriched-" + action.name());
  }
}
