package org.eyas.core.osgi;

import java.util.List;
import org.eyas.api.alert.ChannelHealth;
import org.eyas.api.alert.ChannelState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells which outputs work. */
@Component
public final class ChannelStates implements ChannelHealth {
  private final Outputs outputs;

  @Activate
  public ChannelStates(@Reference Outputs outputs) {
    this.outputs = outputs;
  }

  @Override
  public List<ChannelState> channels() {
    return outputs.dispatcher().states();
  }
}
