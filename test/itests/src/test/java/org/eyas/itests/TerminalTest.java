package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The differences on a terminal: a pseudo terminal created by script(1). */
class TerminalTest {
  private static final String RED = "\033[31m";

  @BeforeEach
  void requireScript() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no /usr/bin/script (util-linux)");
  }

  private static Program onTerminal(String arguments) {
    String command = Dist.home().resolve("bin/eyas") + " " + arguments;
    return Program.of("/usr/bin/script", "-qec", command, "/dev/null").with("TERM", "xterm").with("NO_COLOR", "");
  }

  @Test
  void anErrorIsColoured() throws Exception {
    Program.Result result = onTerminal("--rulez").run();
    assertTrue(result.out().contains(RED + "Error: unknown option '--rulez'; see --help\033[0m"), result.out());
    assertEquals(2, result.exitCode());
  }

  @Test
  void noColorAndADumbTerminalAreRespected() throws Exception {
    String uncoloured = onTerminal("--rulez").with("NO_COLOR", "1").run().out();
    assertFalse(uncoloured.contains(RED), uncoloured);
    String dumb = onTerminal("--rulez").with("TERM", "dumb").run().out();
    assertEquals("Error: unknown option '--rulez'; see --help", dumb.strip());
  }

  @Test
  void aReplayShowsHowFarItIs() throws Exception {
    String arguments =
        "-r " + Dist.home().resolve("lib/train/rules.yaml") + " -e " + Dist.home().resolve("lib/train/sample.scap.gz");
    // The line is erased at the end, even if the replay was too short for one.
    String shown = onTerminal(arguments).run().out();
    assertTrue(shown.contains("\033[K\r"), shown);
    String piped = Program.of("/bin/sh", "-c", Dist.home().resolve("bin/eyas") + " " + arguments).run().err();
    assertFalse(piped.contains("\033"), piped);
  }
}
