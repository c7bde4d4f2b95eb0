package org.eyas.provision;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.source.Capture;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Stores the state of the engine while the engine's bundle is updated, because this bundle keeps running. Meanwhile
 * live events are read into memory.
 */
@Component(immediate = true)
public final class HandoverStore implements StateKeeper {
  private final List<Handover> all = new ArrayList<>();

  @Override
  public synchronized void store(Handover what) {
    all.add(what instanceof Handover.Source source && source.info().live() ? buffered(source) : what);
  }

  private static Handover.Source buffered(Handover.Source left) {
    Capture capture = BufferedCapture.unwrap(left.capture());
    return left
        .withCapture(left.info().eventSource().equals("syscall") ? BufferedCapture.ofSyscalls(capture)
            : BufferedCapture.ofOthers(capture));
  }

  @Override
  public synchronized <T extends Handover> List<T> drain(Class<T> kind) {
    List<T> taken = all.stream().filter(kind::isInstance).map(kind::cast).toList();
    all.removeAll(taken);
    for (T one : taken) {
      if (one instanceof Handover.Source source && source.capture() instanceof BufferedCapture held) {
        held.release();
      }
    }
    return taken;
  }

  /** Frees the stored state if no engine has taken it over. */
  @Deactivate
  void close() {
    drain(Handover.Source.class).forEach(source -> source.capture().close());
    drain(Handover.Observations.class).forEach(left -> left.recent().events().forEach(Handover.Events::free));
  }
}
