package org.example.faulty;

import java.util.Map;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;

public final class FaultyOutput implements OutputChannel {
  private final Action action;

  public FaultyOutput(Map<String, Object> properties) {
    action = Action.of(properties);
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) {
    action.run();
  }
}
