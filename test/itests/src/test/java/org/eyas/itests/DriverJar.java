package org.eyas.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.eyas.itests.driver.NumberedDriver;

/** A bundle with the tests' driver, or with the component that switches drivers. */
final class DriverJar {
  private static final List<String> CLASSES = List.of("NumberedDriver", "NumberedDriver$Numbered", "Switch");
  private static final String SWITCH =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="switch" immediate="true" activate="activate"
          deactivate="deactivate">
        <implementation class="org.eyas.itests.driver.Switch"/>
        <reference name="control" interface="org.eyas.api.control.SourceControl" bind="bind" unbind="unbind"
            cardinality="0..1" policy="dynamic"/>
      </scr:component>
      """;

  private DriverJar() {}

  /** Puts a driver of a kind into the folder of bundles. */
  static void driver(Path folder, String kind, String version) throws IOException {
    drop(
        folder,
        kind,
        version,
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="driver" activate="activate">
          <property name="source.kind" value="%s"/>
          <service><provide interface="org.eyas.api.source.EventSource"/></service>
          <implementation class="org.eyas.itests.driver.NumberedDriver"/>
        </scr:component>
        """
            .formatted(kind));
  }

  /** Puts the component into the folder of bundles that switches to the driver that a file names. */
  static void changer(Path folder) throws IOException {
    drop(folder, "switch", "1.0.0", SWITCH);
  }

  private static void drop(Path folder, String name, String version, String component) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "org.eyas.test." + name);
    attributes.putValue("Bundle-Version", version);
    attributes.putValue("Service-Component", "component.xml");
    attributes.putValue(
        "Import-Package", "org.eyas.api.source,org.eyas.api.data,org.eyas.api.control,org.eyas.api.config,org.eyas.api.process");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      out.putNextEntry(new ZipEntry("component.xml"));
      out.write(component.getBytes(StandardCharsets.UTF_8));
      for (String type : CLASSES) {
        out.putNextEntry(new ZipEntry("org/eyas/itests/driver/" + type + ".class"));
        try (InputStream in = NumberedDriver.class.getResourceAsStream(type + ".class")) {
          in.transferTo(out);
        }
      }
    }
    Path unfinished = Files.write(folder.resolve("." + name + ".jar"), bytes.toByteArray());
    Files.move(unfinished, folder.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
