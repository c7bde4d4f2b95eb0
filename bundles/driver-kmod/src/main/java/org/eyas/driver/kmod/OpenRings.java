package org.eyas.driver.kmod;

import java.util.List;

/**
 * The mapped rings of one reader.
 *
 * @param schema the version of the events in them
 * @param online the processors that were online before the rings were opened
 */
record OpenRings(Reader reader, List<ModuleRing> rings, Version schema, OnlineProcessors online) implements AutoCloseable {
  @Override
  public void close() {
    rings.forEach(ModuleRing::close);
    reader.close();
  }
}
