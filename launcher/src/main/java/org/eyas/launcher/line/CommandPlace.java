package org.eyas.launcher.line;

/** The place in which a command does its work. */
public enum CommandPlace {
  /** The shell script bin/eyas; the launcher prints only the help. */
  SCRIPT(""),
  /** The launcher, without a framework. */
  LAUNCHER(""),
  /** The running engine, to which the launcher sends the command. */
  ENGINE(""),
  /** A component that needs no configuration. */
  UNCONFIGURED("NOTHING"),
  /** A component that needs the configuration, but no other bundles. */
  CONFIGURED("CONFIGURATION"),
  /** A component that needs the bundles that the configuration selects. */
  BUNDLES("BUNDLES"),
  /** A component that needs the engine and the rules. */
  RULES("RULES"),
  /** A component that needs all that a run of the engine needs. */
  RUN("START");

  private final String needs;

  CommandPlace(String needs) {
    this.needs = needs;
  }

  /** The constant of {@code Command.Needs} in the bundle config; empty if the command starts no framework. */
  String needs() {
    return needs;
  }

  public boolean hasComponent() {
    return !needs.isEmpty();
  }
}
