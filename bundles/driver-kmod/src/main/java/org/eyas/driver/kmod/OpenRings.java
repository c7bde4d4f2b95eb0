package org.eyas.driver.kmod;

import java.util.List;

/**
 * The mapped rings of one reader.
 *
 * @param schema the version of the events in them
 */
record OpenRings(Reader reader, List<ModuleRing> rings, Version schema) implements AutoCloseable {
  @Override
  public void close() {
    rings.forEach(ModuleRing::close);
    reader.close();
  }
}
