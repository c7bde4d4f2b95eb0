package org.eyas.provision;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.update.Kept;
import org.eyas.api.update.StateKeeper;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** What the engine leaves while its bundle is updated; this bundle stays. */
@Component(immediate = true)
public final class HeldState implements StateKeeper {
  private final List<Kept> all = new ArrayList<>();

  @Override
  public synchronized void keep(Kept what) {
    all.add(what);
  }

  @Override
  public synchronized <T extends Kept> List<T> take(Class<T> kind) {
    List<T> taken = all.stream().filter(kind::isInstance).map(kind::cast).toList();
    all.removeAll(taken);
    return taken;
  }

  /** No engine came back. */
  @Deactivate
  void close() {
    take(Kept.Source.class).forEach(source -> source.capture().close());
  }
}
