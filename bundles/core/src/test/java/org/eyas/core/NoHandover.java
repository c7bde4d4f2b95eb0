package org.eyas.core;

import java.util.List;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;

/** For an engine without a successor. */
public final class NoHandover implements StateKeeper {
  @Override
  public void store(Handover what) {}

  @Override
  public <T extends Handover> List<T> drain(Class<T> kind) {
    return List.of();
  }
}
