package org.eyas.console.page.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCompletionPageTest {
  @TempDir private Path folder;

  @Test
  void theEditorGetsAllKeysWithTheirMeaning() {
    Visitor visitor = new Visitor(folder);
    List<String> lines = visitor.raw("/configuration/words").lines().toList();
    assertEquals(visitor.engine.file.keys().size(), lines.size());
    String flag =
        "{\"name\":\"json_output\",\"expected\":\"what it takes\",\"text\":\"Do something with \\u003cjson_output>.\","
            + "\"standard\":\"false\",\"note\":\"\",\"choices\":[\"true\",\"false\"]}";
    assertTrue(lines.contains(flag + ","), lines::toString);
  }
}
