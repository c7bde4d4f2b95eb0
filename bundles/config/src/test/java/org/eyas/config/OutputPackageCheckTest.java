package org.eyas.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.eyas.api.failure.Reason;
import org.eyas.config.component.LaunchProperties;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs that are enabled, with and without the bundles of the second package. */
class OutputPackageCheckTest {
  @TempDir private Path home;

  private void load(Map<String, String> options, String... lines) throws Exception {
    Path file = home.resolve("eyas.yaml");
    Files.write(file, List.of(lines));
    Map<String, String> properties = new HashMap<>(options);
    properties.put("eyas.home", home.toString());
    ConfigLoader loader = new ConfigLoader(_ -> null, List.of(file));
    LoadedConfiguration.of(loader, loader.load("", List.of()), new LaunchProperties(properties::get));
  }

  private String refusal(String... lines) {
    return Reason.of(assertThrows(ConfigException.class, () -> load(Map.of(), lines)));
  }

  private static void jar(Path file, String name) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file); JarOutputStream _ = new JarOutputStream(out, manifest)) {}
  }

  @Test
  void anOutputWithoutItsBundleIsRefusedWithThePlaceAndThePackage() {
    assertEquals(
        "Error reading config file (" + home.resolve("eyas.yaml")
            + ":2): grpc.enabled needs the package eyas-outputs, which is not"
            + " installed: apt install eyas-outputs, or dnf install eyas-outputs; or set grpc.enabled to false",
        refusal("grpc:", "  enabled: true"));
    String kafka = refusal("eyas: {kafka_output: {enabled: true, bootstrap_servers: [a:1]}}");
    assertEquals(true, kafka.contains("eyas.kafka_output.enabled needs the package eyas-outputs"), kafka);
  }

  @ParameterizedTest
  @CsvSource({"grpc,grpc.enabled", "kafka,eyas.kafka_output.enabled"})
  void itsBundleIsInTheProgramOrInTheFolderOfOtherBundles(String output, String key) throws Exception {
    String name = "org.eyas.output." + output;
    Path dropped = home.resolve("dropped");
    String enabled = "eyas: {bundles: {directory: " + dropped + "}}";
    Map<String, String> none = Map.of();
    jar(dropped.resolve("other.jar"), "org.acme.other");
    Files.writeString(dropped.resolve("broken.jar"), "");
    String option = key.startsWith("grpc")
        ? enabled + "\ngrpc: {enabled: true}"
        : enabled.replace("}}", "}, kafka_output: {enabled: true, bootstrap_servers: [a:1]}}");
    assertEquals(true, refusal(option).contains(key), "other bundles do not count");
    Path there = dropped.resolve("any-name.jar");
    jar(there, name);
    assertDoesNotThrow(() -> load(none, option));
    Files.delete(there);
    jar(home.resolve("bundles").resolve(output).resolve(name + ".jar"), name);
    assertDoesNotThrow(() -> load(none, option));
  }

  @Test
  void commandsThatOpenNoOutputNeedNoBundle() {
    assertDoesNotThrow(() -> load(Map.of("eyas.option.list", ""), "grpc: {enabled: true}"));
    assertThrows(ConfigException.class, () -> load(Map.of("eyas.option.dry.run", "true"), "grpc: {enabled: true}"));
  }
}
