package org.eyas.enricher.container.lookup;

import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;

/** Receives the events of a runtime. Any thread may call it. */
public interface RuntimeEventListener {
  /** Called when a container was created. None of its processes was seen yet. */
  void created(ContainerId id, ContainerFacts facts);

  /** Called when a container has ended or was removed. If it starts again, it is looked up again. */
  void ended(ContainerId id);
}
