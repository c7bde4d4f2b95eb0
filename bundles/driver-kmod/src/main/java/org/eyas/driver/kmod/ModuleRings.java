package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mapped rings of one reader.
 *
 * @param schema the version of the events in them
 * @param online the processors that were online before the rings were opened
 */
record ModuleRings(ModuleReader reader, List<ModuleRing> rings, ModuleAbiVersion schema, OnlineProcessors online)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleRings.class);

  /** @throws SourceException if the module refuses, or has another version */
  static ModuleRings open(LoadedModule module, ModuleReader.Opener opener, OnlineProcessors online) throws SourceException {
    ModuleReader reader;
    try {
      reader = ModuleReader.open(module, opener);
    } catch (LastErrorException e) {
      throw new ModuleRefusal(module, e).onOpen();
    }
    try {
      return map(module, reader, online);
    } catch (LastErrorException e) {
      reader.close();
      throw new ModuleRefusal(module, e).onMap();
    } catch (SourceException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static ModuleRings map(LoadedModule module, ModuleReader reader, OnlineProcessors online) throws SourceException {
    if (reader.isEmpty()) {
      throw new SourceException("no processor of the module '" + module.name() + "' is online", "load it again");
    }
    LoadedModuleVersions versions = LoadedModuleVersions.of(reader.any());
    versions.check(module.name());
    LOG.info("The kernel module '{}' has API {} and schema {}", module.name(), versions.api(), versions.schema());
    try {
      return new ModuleRings(reader, reader.map(module.ringBytes()), versions.schema(), online);
    } catch (IOException e) {
      throw new SourceException("the size of the module's rings cannot be read: " + Reason.of(e), "mount /sys", e);
    }
  }

  @Override
  public void close() {
    rings.forEach(ModuleRing::close);
    reader.close();
  }
}
