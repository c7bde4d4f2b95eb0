package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The systemd unit of the packages. */
class UnitFileTest {
  private static final Path UNIT = Dist.checkout().resolve("dist/src/main/package/systemd/eyas.service");
  private static final Pattern RATING = Pattern.compile("Overall exposure level for eyas.service: ([0-9.]+)");

  @Test
  void theReloadNeedsNoProgramOfAnotherPackage() throws IOException {
    assertTrue(Files.readAllLines(UNIT).contains("ExecReload=/bin/sh -c 'kill -HUP $MAINPID'"));
  }

  @Test
  void aRestartKeepsWhenSystemCallsWereLastRead() throws IOException {
    assertTrue(Files.readAllLines(UNIT).containsAll(List.of("RuntimeDirectory=eyas", "RuntimeDirectoryPreserve=restart")));
  }

  @Test
  void systemdRatesItsExposureAtMostThree() throws Exception {
    assumeTrue(Packages.isThere("systemd-analyze"), "there is no systemd-analyze: the unit is not rated");
    Program.Result result = Program.of("systemd-analyze", "security", "--offline=true", UNIT.toString()).run();
    Matcher rating = RATING.matcher(result.out());
    assertTrue(rating.find(), () -> result.out() + result.err());
    assertTrue(Double.parseDouble(rating.group(1)) <= 3.0, rating::group);
  }
}
