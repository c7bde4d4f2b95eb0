package org.eyas.enricher.container.lookup;

import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.Facts;

/** Takes what a runtime tells by itself. Any thread may call it. */
public interface RuntimeEvents {
  /** A container was created: no process of it was seen yet. */
  void created(ContainerId id, Facts facts);

  /** A container has ended or was removed; if it starts again, it is looked up again. */
  void ended(ContainerId id);
}
