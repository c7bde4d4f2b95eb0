package org.eyas.config.component;

/** PIDs of components that several classes of this bundle name. The PIDs of components that get keys are in the table of keys. */
public final class ComponentPids {
  public static final String REFUSE = "org.eyas.command.refuse";
  public static final String RUN = "org.eyas.command.run";
  public static final String LOG_SYSLOG = "org.eyas.log.syslog";
  public static final String RULE_FILES = "org.eyas.rules.file";
  public static final String SIGMA_RULES = "org.eyas.rules.sigma";

  private ComponentPids() {}
}
