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

  /** The value of {@code eyas.falco_version} for the newest master of Falco that was compared. */
  public static final String NEWEST = "newest";

  private static final String MASTER = "master of 2026-07-31";
  private static final String MASTER_ENGINE = "0.63.0";

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

  /** The version of the rule language of the Falco that is reproduced. */
  public static String engine(String falcoVersion) {
    return falcoVersion.equals(NEWEST) ? MASTER_ENGINE : ENGINE;
  }

  private static String reproduced(String falcoVersion) {
    return falcoVersion.equals(NEWEST) ? MASTER : FALCO;
  }

  /** The output of {@code --version} with the default of {@code eyas.falco_version}. */
  public static String text() {
    return text(FALCO);
  }

  /**
   * The output of {@code --version}.
   *
   * @param falcoVersion the value of {@code eyas.falco_version}
   */
  public static String text(String falcoVersion) {
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
        Reproduces:    %s
        """
        .formatted(
            FALCO, LIBS, PLUGIN_API, engine(falcoVersion), DRIVER_API, DRIVER_SCHEMA, DEFAULT_DRIVER, EYAS,
            reproduced(falcoVersion));
  }

  /** The versions by name with the default of {@code eyas.falco_version}. */
  public static Map<String, String> all() {
    return all(FALCO);
  }

  /**
   * The versions by name, sorted, as {@code --version} prints them in JSON and the web server shows them under /versions.
   *
   * @param falcoVersion the value of {@code eyas.falco_version}
   */
  public static Map<String, String> all(String falcoVersion) {
    Map<String, String> versions = new TreeMap<>();
    versions.put("eyas_version", EYAS);
    versions.put("eyas_reproduces", reproduced(falcoVersion));
    versions.put("falco_version", FALCO);
    versions.put("libs_version", LIBS);
    versions.put("plugin_api_version", PLUGIN_API);
    versions.put("driver_api_version", DRIVER_API);
    versions.put("driver_schema_version", DRIVER_SCHEMA);
    versions.put("default_driver_version", DEFAULT_DRIVER);
    // Falco reports both forms, because old tools know only the minor number.
    versions.put("engine_version", engine(falcoVersion).split("\\.")[1]);
    versions.put("engine_version_semver", engine(falcoVersion));
    return Collections.unmodifiableMap(versions);
  }
}
