package org.eyas.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.version.Versions;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.LaunchProperties;
import org.eyas.config.component.StartCommand.Needs;
import org.eyas.config.component.StartCommandTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first lines of the log, in Falco's format: version, arguments and kernel. A command that only prints something
 * logs none of them.
 */
final class StartLogHeader {
  private static final Logger LOG = LoggerFactory.getLogger(StartLogHeader.class);
  private static final Path KERNEL = Path.of("/proc/version");
  private static final List<String> KERNEL_DRIVERS = List.of("auto", "kmod", "modern_ebpf", "ebpf");

  private StartLogHeader() {}

  static void logStart(LaunchProperties options) {
    if (isWanted(options)) {
      LOG.info("Eyas version: {} ({})", Versions.EYAS, architecture());
      LOG.debug("CLI args: {}", options.line());
    }
  }

  /** Logs the kernel if a driver will run in it. */
  static void logKernel(LaunchProperties options, ConfigTree tree) {
    boolean driver = options.text("capture").isEmpty() && KERNEL_DRIVERS.contains(tree.text("engine.kind"));
    if (!driver || !options.texts("validate").isEmpty() || !isWanted(options)) {
      return;
    }
    try {
      LOG.info("System info: {}", Files.readString(KERNEL).strip());
    } catch (IOException e) {
      LOG.info("Cannot read '{}' ({}): no system info", KERNEL, Reason.of(e));
    }
  }

  private static boolean isWanted(LaunchProperties options) {
    return StartCommandTable.requested(options).needs(Needs.START);
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return name.equals("amd64") ? "x86_64" : name;
  }
}
