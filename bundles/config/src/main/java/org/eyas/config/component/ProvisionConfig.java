package org.eyas.config.component;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The choice of the bundles that run: {@code eyas.bundles} and {@code --bundles}. */
final class ProvisionConfig {
  static final String PID = "org.eyas.provision";

  private ProvisionConfig() {}

  /**
   * @param watched whether bundles may come and go later: false for a command that prints something and exits
   * @param driver the driver that the engine opens first; empty for none
   */
  static Map<String, Object> of(ConfigTree tree, LaunchProperties options, boolean watched, String driver) {
    List<String> start = options.has("bundles") ? names(options.text("bundles")) : tree.texts("eyas.bundles.start");
    Map<String, Object> provision = KeyProperties.of(tree, PID);
    provision.put("start", start.toArray(String[]::new));
    provision.put("watch", watched);
    provision.put("driver", driver);
    provision.put("driver.options", driver.isEmpty() ? new String[0] : new DriverOptions(tree, options).ofDriver(driver));
    provision.put("console", watched && tree.flag("eyas.console.enabled"));
    provision.put("grpc", watched && tree.flag("grpc.enabled"));
    provision.put("kafka", watched && tree.flag("eyas.kafka_output.enabled"));
    return provision;
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(",")).map(String::trim).filter(name -> !name.isEmpty()).toList();
  }
}
