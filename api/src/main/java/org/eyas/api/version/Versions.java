package org.eyas.api.version;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** All versions that Eyas reports: its own, and those of the Falco release whose behaviour it reproduces. */
public final class Versions {
  public static final String EYAS = "0.2.0";
  public static final String FALCO = "0.44.1";

  /** The version of the rule language, which {@code required_engine_version} in a rule file is compared with. */
  public static final String ENGINE = "0.62.0";

  /** The version of the falcosecurity libraries whose fields and state Eyas reproduces. */
  public static final String LIBS = "0.25.4";

  public static final String PLUGIN_API = "3.12.0";
  public static final String DRIVER_API = "10.1.0";
  public static final String DRIVER_SCHEMA = "4.5.1";

  /**
   * The version of the driver that Falco of that version loads, because tools ask for it. Eyas has a driver of its own.
   */
  public static final String DEFAULT_DRIVER = "10.2.0+driver";

  private Versions() {}

  /** The output of {@code --version}. */
  public static String text() {
    return """
        Falco version: %s
        Libs version:  %s
        Plugin API:    %s
        Engine:        %s
        Driver:
          API version:    %s
          Schema version: %s
          Default driver: %s
        Eyas version:  %s
        """
        .formatted(FALCO, LIBS, PLUGIN_API, ENGINE, DRIVER_API, DRIVER_SCHEMA, DEFAULT_DRIVER, EYAS);
  }

  /** The versions by name, sorted, as {@code --version} prints them in JSON and the web server shows them under /versions. */
  public static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("eyas_version", EYAS);
    versions.put("falco_version", FALCO);
    versions.put("libs_version", LIBS);
    versions.put("plugin_api_version", PLUGIN_API);
    versions.put("driver_api_version", DRIVER_API);
    versions.put("driver_schema_version", DRIVER_SCHEMA);
    versions.put("default_driver_version", DEFAULT_DRIVER);
    // Falco reports both forms, because old tools know only the minor number.
    versions.put("engine_version", ENGINE.split("\\.")[1]);
    versions.put("engine_version_semver", ENGINE);
    return Collections.unmodifiableMap(versions);
  }
}
