package org.eyas.core.crypto;

import java.util.Arrays;
import org.eyas.api.control.OwnHealth;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Reports to health the uses of cryptography that are not approved, while FIPS mode is on. While it is off, one small file is read at
 * the start, and nothing of this is computed.
 */
@Component(
    service = FipsHealth.class, immediate = true, configurationPid = "org.eyas.fips",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FipsHealth.Config.class)
public final class FipsHealth implements BundleListener {
  /** eyas.fips of the configuration file. */
  @ObjectClassDefinition(name = "Eyas FIPS")
  @interface Config {
    String mode() default "auto";
  }

  private final BundleContext context;
  private final OwnHealth health;
  private final boolean on;

  @Activate
  public FipsHealth(BundleContext context, Config config, @Reference OwnHealth health) {
    this.context = context;
    this.health = health;
    on = FipsMode.isOn(config.mode(), FipsMode.KERNEL);
    if (on) {
      context.addBundleListener(this);
      report();
    }
  }

  // The console is installed later, and only if it is configured.
  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UNINSTALLED) {
      report();
    }
  }

  private void report() {
    new FipsReport(this::isInstalled).problem().ifPresentOrElse(health::reportProblem, health::clear);
  }

  private boolean isInstalled(String bundle) {
    return Arrays.stream(context.getBundles()).anyMatch(there -> bundle.equals(there.getSymbolicName()));
  }

  @Deactivate
  void close() {
    if (on) {
      context.removeBundleListener(this);
    }
  }
}
