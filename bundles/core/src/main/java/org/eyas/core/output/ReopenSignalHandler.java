package org.eyas.core.output;

import org.eyas.api.launch.LauncherServices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reopens all outputs on SIGUSR1, for example after log files were moved away. */
@Component(property = LauncherServices.SIGNAL + "=USR1")
public final class ReopenSignalHandler implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ReopenSignalHandler.class);

  private final AlertOutputs outputs;

  @Activate
  public ReopenSignalHandler(@Reference AlertOutputs outputs) {
    this.outputs = outputs;
  }

  @Override
  public void run() {
    LOG.info("SIGUSR1 received, reopening outputs...");
    outputs.dispatcher().reopen();
  }
}
