package org.eyas.api;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.version.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * The packages of a new api whose versions do not fit what changed since an older one. bnd finds the changes; the rule for
 * versions below 1.0 is that of docs/adr/0098.
 */
final class ApiDifferences {
  private ApiDifferences() {}

  /** One line for each package whose version is too low, and for each that is missing. */
  static List<String> problems(Jar newer, Jar older) throws Exception {
    List<String> problems = new ArrayList<>();
    try (Processor bnd = new Processor()) {
      for (Info info : new Baseline(bnd, new DiffPluginImpl()).baseline(newer, older, null)) {
        Delta delta = info.packageDiff.getDelta();
        if (delta == Delta.REMOVED) {
          problems.add(info.packageName + " is missing");
        } else if (delta != Delta.ADDED && info.newerVersion.compareTo(atLeast(delta, info.olderVersion)) < 0) {
          problems.add(info.packageName + " has " + (delta == Delta.MAJOR ? "a break" : "an addition")
              + ": set @Version(\"" + atLeast(delta, info.olderVersion) + "\") in its package-info.java");
        }
      }
    }
    return problems;
  }

  private static Version atLeast(Delta delta, Version before) {
    return switch (delta) {
      case MAJOR -> new Version(before.getMajor(), before.getMinor() + 1, 0);
      case MINOR -> new Version(before.getMajor(), before.getMinor(), before.getMicro() + 1);
      default -> before;
    };
  }
}
