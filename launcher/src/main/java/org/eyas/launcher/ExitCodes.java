package org.eyas.launcher;

/** The exit codes of the launcher itself, as docs/command-line.md lists them; {@link ProcessShutdown} has those of ended engines. */
final class ExitCodes {
  static final int FAILED = 1;

  /** A command line that cannot be understood. */
  static final int USAGE = 2;

  /** A command for the running engine, but no engine runs. Not 3 or 4, with which an engine itself ends. */
  static final int NO_ENGINE = 5;

  private ExitCodes() {}
}
