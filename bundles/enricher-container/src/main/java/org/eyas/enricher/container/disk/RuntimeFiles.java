package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.Optional;
import org.eyas.enricher.container.info.ContainerFacts;

/** The files of one engine, below one directory. */
interface RuntimeFiles {
  /**
   * The facts about a container; empty if it is not there.
   *
   * @throws IOException if files are there that cannot be read or are not trusted
   */
  Optional<ContainerFacts> find(String id) throws IOException;
}
