package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One deed is one alert of the rules that ship, and a worse deed does not hide behind a harmless one. */
class RepeatsLiveTest {
  private static final Pattern DEED = Pattern.compile("\"proc.cmdline\":\"[^\"]*deed-([a-z]+)[^\"]*\".*\"rule\":\"([^\"]+)\"");

  // Each deed is a process of its own, whose arguments contain its name. Python runs it, or puts cat in its place.
  private static final String DEEDS =
      """
      import os, subprocess, sys, time

      def deed(name, code):
          subprocess.run([sys.executable, '-c', code, 'deed-' + name], check=True, stdout=subprocess.DEVNULL)

      files = "open('/etc/shadow').read(); open('/etc/gshadow').read(); open('/etc/shadow').read()"
      become = "import os; os.setegid(os.stat('/etc/shadow').st_gid); os.seteuid(1); "
      again = "import os, sys; os.execv('/bin/cat', ['cat', '/etc/shadow', '/deed-image'])"
      # Not below /run: a program takes a machine that has /run/systemd/system for one that systemd runs.
      folder = '/etc/systemd/system'
      made = not os.path.isdir(folder)
      if made: os.makedirs(folder)
      unit = folder + '/eyas-deed-%s.service'
      try:
          deed('same', files)
          deed('class', "open('/etc/sudoers').read(); open('/etc/shadow').read()")
          deed('user', "open('/etc/shadow').read(); " + become + "open('/etc/shadow').read()")
          subprocess.run([sys.executable, '-c', "open('/etc/gshadow').read(); " + again, 'deed-image'], stdout=subprocess.DEVNULL,
              stderr=subprocess.DEVNULL)
          deed('fork', "import os\\nopen('/etc/gshadow').read()\\nif os.fork() == 0: open('/etc/shadow').read()\\nelse: os.wait()")
          deed('line', "for i in range(20): open('%s', 'a').write('x')" % (unit % 'a'))
          deed('units', "for n in ('%s', '%s'): open(n, 'a').write('x')" % (unit % 'a', unit % 'b'))
          deed('mem', "import os\\nfor i in range(9): open('/proc/%d/mem' % os.getppid(), 'rb').close()")
      finally:
          for name in 'ab':
              if os.path.exists(unit % name): os.remove(unit % name)
          if made: os.rmdir(folder)
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @Test
  void oneDeedIsOneAlertAndAWorseDeedIsAnother() throws Exception {
    LiveEngine engine = LiveEngine.required(eyas, folder);
    engine.start(
        List.of("-o", "eyas.rules.shipped=always", "-o", "json_output=true", "-o", "rule_matching=all", "-o", "priority=notice"));
    eyas.write("deeds.py", DEEDS);
    Program.Result done = Program.of(InstalledProgram.require("python3"), folder.resolve("deeds.py").toString()).run();
    engine.stop();
    assertEquals("", done.err());
    Map<String, Long> expected = new TreeMap<>();
    expected.put("same: Password file read", 1L);
    expected.put("class: Sudo policy read", 1L);
    expected.put("class: Password file read", 1L);
    expected.put("user: Password file read", 2L);
    expected.put("image: Password file read", 2L);
    expected.put("fork: Password file read", 2L);
    expected.put("line: Systemd unit written", 1L);
    expected.put("units: Systemd unit written", 2L);
    expected.put("mem: Memory of a process read", 1L);
    assertEquals(expected, alerts());
  }

  private Map<String, Long> alerts() throws Exception {
    return eyas.lines("out").stream().map(DEED::matcher).filter(Matcher::find)
        .collect(Collectors.groupingBy(deed -> deed.group(1) + ": " + deed.group(2), TreeMap::new, Collectors.counting()));
  }
}
