package org.eyas.driver.kmod;

import org.eyas.api.source.SourceException;

/**
 * The versions of a loaded module.
 *
 * @param api the version of devices, requests and mapped memory
 * @param schema the version of events and their parameters
 */
record LoadedModuleVersions(ModuleAbiVersion api, ModuleAbiVersion schema) {
  private static final int FIRST_API = 8;
  private static final int LAST_API = 10;
  private static final int FIRST_SCHEMA = 3;
  private static final int LAST_SCHEMA = 4;

  static LoadedModuleVersions of(RingDevice device) {
    return new LoadedModuleVersions(
        ModuleAbiVersion.of(device.version(ModuleRequest.API_VERSION)),
        ModuleAbiVersion.of(device.version(ModuleRequest.SCHEMA_VERSION)));
  }

  /** @throws SourceException if this driver does not know the module's memory or events */
  void check(String module) throws SourceException {
    if (!api.isFrom(FIRST_API, LAST_API) || !schema.isFrom(FIRST_SCHEMA, LAST_SCHEMA)) {
      throw new SourceException(
          "the loaded kernel module '" + module + "' has API " + api + " and schema " + schema
              + ", but Eyas reads API %d to %d with schema %d to %d".formatted(FIRST_API, LAST_API, FIRST_SCHEMA, LAST_SCHEMA),
          "unload it (eyas driver unload), and install one of these versions, such as Debian's falcosecurity-scap-dkms");
    }
  }
}
