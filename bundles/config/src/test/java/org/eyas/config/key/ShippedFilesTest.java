package org.eyas.config.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The shipped configuration file and the table of keys in the documents agree with keys.tsv. To write them again:
 * {@code mvn verify -pl bundles/config -am -Dtest=ShippedFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Deyas.write=true}.
 */
class ShippedFilesTest {
  private static final Path YAML = Path.of("../../dist/src/main/dist/etc/eyas.yaml");
  private static final Path DOCUMENT = Path.of("../../docs/configuration.md");
  private static final String BEGIN = "<!-- keys: written by ShippedFilesTest -->\n";
  private static final String END = "<!-- end of keys -->\n";

  private static void check(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("eyas.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertEquals(expected, Files.readString(file), () -> file + " is not what keys.tsv says; write it with -Deyas.write=true");
  }

  @Test
  void theShippedFileHasEveryKeyWithAComment() throws IOException {
    check(YAML, ShippedYaml.text(KeyTable.all()));
  }

  @Test
  void theDocumentHasEveryKey() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    check(DOCUMENT, document.substring(0, begin) + KeyReference.markdown(KeyTable.all()) + document.substring(end));
  }
}
