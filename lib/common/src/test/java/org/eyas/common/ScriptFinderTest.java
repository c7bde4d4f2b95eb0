package org.eyas.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptFinderTest {
  private final ScriptFinder scripts = new ScriptFinder();

  @ParameterizedTest
  @CsvSource({
      "/bin/sh, sh, ./a.sh -c x, ./a.sh",
      "/bin/bash, bash, -e /opt/a.sh, /opt/a.sh",
      "/bin/bash, bash, -ex -o pipefail a.sh, a.sh",
      "/bin/bash, bash, --rcfile r a.sh, a.sh",
      "/bin/bash, bash, -- -odd, -odd",
      "/bin/bash, bash, -c a.sh, ''",
      "/bin/bash, bash, -ec a.sh, ''",
      "/bin/bash, bash, -s a, ''",
      "/bin/bash, bash, '', ''",
      "/usr/bin/python3.11, python3, -u -W ignore /a.py --x, /a.py",
      "/usr/bin/python3.11, python3, -Wignore a.py, a.py",
      "/usr/bin/python3, python3, -m http.server, ''",
      "/usr/bin/python3, python3, -, ''",
      "/usr/bin/perl, perl, -w a.pl, a.pl",
      "/usr/bin/perl, perl, -we print, ''",
      "/usr/bin/node, node, --require r.js a.js, a.js",
      "/usr/bin/php8.2, php, -f a.php, a.php",
      "/usr/bin/php, php, -fa.php b, a.php",
      "/bin/busybox, sh, a.sh, a.sh",
      "/bin/busybox, ls, a.sh, ''",
      "/usr/bin/ls, sh, a.sh, ''"
  })
  void theScriptIsTheFirstArgumentThatNoOptionTakes(String exepath, String exe, String args, String script) {
    String rawArgs = args.isEmpty() ? "" : args.replace(' ', '\0') + "\0";
    assertEquals(script, scripts.script(exepath, exe, rawArgs));
  }
}
