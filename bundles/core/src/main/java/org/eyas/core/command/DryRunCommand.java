package org.eyas.core.command;

import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.RunPreparation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs all steps of a run before its first event, and ends ({@code --dry-run}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.dry-run",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DryRunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(DryRunCommand.class);

  private final RunPreparation start;

  @Activate
  public DryRunCommand(@Reference RunPreparation start) {
    this.start = start;
  }

  @Override
  public Integer call() throws Exception {
    start.enabledSources();
    start.load();
    LOG.debug("Skipping event processing in dry-run");
    return 0;
  }
}
