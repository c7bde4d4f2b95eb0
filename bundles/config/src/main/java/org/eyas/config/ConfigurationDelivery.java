package org.eyas.config;

import java.util.Hashtable;
import java.util.Map;
import org.eyas.api.launch.LauncherServices;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;

/**
 * Reports to the launcher that the start is not complete (by a service with {@code start.pending=true}) until every bundle
 * has its configuration. Configuration Admin delivers configurations in the order of writing, on one thread, and components
 * start in that call: when the last PID, which no component has, is delivered, all PIDs before it have been delivered.
 */
final class ConfigurationDelivery implements ConfigurationListener {
  static final String LAST = "org.eyas.config.delivered";

  private final ServiceRegistration<ConfigurationListener> registration;

  private ConfigurationDelivery(BundleContext context) {
    registration =
        context.registerService(
            ConfigurationListener.class, this, new Hashtable<>(Map.of(LauncherServices.START_PENDING, true)));
  }

  /** Marks the start as pending, until {@link #LAST} is written. */
  static void startPending(BundleContext context) {
    new ConfigurationDelivery(context);
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    if (LAST.equals(event.getPid()) && event.getType() == ConfigurationEvent.CM_UPDATED) {
      registration.unregister();
    }
  }
}
