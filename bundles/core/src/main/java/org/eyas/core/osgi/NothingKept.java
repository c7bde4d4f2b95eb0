package org.eyas.core.osgi;

import java.util.List;
import org.eyas.api.update.Kept;
import org.eyas.api.update.StateKeeper;

/** Of an engine that no other one follows. */
final class NothingKept implements StateKeeper {
  @Override
  public void keep(Kept what) {}

  @Override
  public <T extends Kept> List<T> take(Class<T> kind) {
    return List.of();
  }
}
