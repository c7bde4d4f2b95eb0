package org.eyas.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputConfigsTest {
  private final Map<String, String> options = new HashMap<>();

  private Map<String, Map<String, Object>> configured(String... overrides) throws ConfigException {
    ConfigTree tree = new ConfigLoader(name -> null, List.of()).load("", List.of(overrides));
    return new OutputConfigs(tree, new LaunchedWith(options::get)).byPid();
  }

  @Test
  void withoutAnyFileAlertsGoToStandardOutputAlone() throws ConfigException {
    assertEquals(Map.of("org.eyas.output.stdout", Map.of("unbuffered", true)), configured());
  }

  @Test
  void anUnbufferedRunOverridesTheFile() throws ConfigException {
    assertEquals(false, configured("buffered_outputs=true").get("org.eyas.output.stdout").get("unbuffered"));
    options.put("eyas.option.unbuffered", "true");
    assertEquals(true, configured("buffered_outputs=true").get("org.eyas.output.stdout").get("unbuffered"));
  }

  @Test
  void theFileOutputHasItsNameAndWhetherItStaysOpen() throws ConfigException {
    assertEquals(
        Map.of("filename", "/var/log/a.txt", "keep.alive", true),
        configured("file_output={enabled: true, filename: /var/log/a.txt, keep_alive: true}")
            .get("org.eyas.output.file"));
  }

  @Test
  void theProgramOutputHasItsCommandLineAndWhetherItLasts() throws ConfigException {
    assertEquals(
        Map.of("program", "cat | tee x", "keep.alive", false),
        configured("program_output.enabled=true", "program_output.program=cat | tee x").get("org.eyas.output.program"));
  }
}
