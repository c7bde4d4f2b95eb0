package org.example.faulty;

import java.util.Map;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;

public final class FaultyOutput implements OutputChannel {
  private final Deed deed;

  public FaultyOutput(Map<String, Object> properties) {
    deed = Deed.of(properties);
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) {
    deed.happen();
  }
}
