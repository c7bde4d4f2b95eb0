package org.eyas.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.example.faulty.Action;

/** A bundle with one component of org.example.faulty, created without a build. */
final class FaultyJar {
  private static final List<String> PACKAGES =
      List.of("alert", "data", "event", "field", "metric", "process", "rule", "source");

  private final Class<?> component;
  private final List<Class<?>> services;
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private String version = "1.0.0";

  private FaultyJar(Class<?> component, List<Class<?>> services) {
    this.component = component;
    this.services = services;
  }

  static FaultyJar of(Class<?> component, Class<?>... services) {
    return new FaultyJar(component, List.of(services));
  }

  FaultyJar with(String property, Object value) {
    properties.put(property, value);
    return this;
  }

  FaultyJar versioned(String newer) {
    version = newer;
    return this;
  }

  static String symbolicName(Class<?> component) {
    return "org.example.faulty." + component.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Writes it as an administrator should: to a file whose name begins with a dot, which is then renamed. */
  Path to(Path folder) throws IOException {
    String name = component.getSimpleName() + ".jar";
    Path unfinished = folder.resolve("." + name);
    try (OutputStream file = Files.newOutputStream(unfinished);
        JarOutputStream out = new JarOutputStream(file, manifest())) {
      entry(out, "OSGI-INF/component.xml", xml().getBytes(StandardCharsets.UTF_8));
      for (Class<?> type : types()) {
        String resource = type.getName().replace('.', '/') + ".class";
        try (InputStream in = FaultyJar.class.getResourceAsStream("/" + resource)) {
          entry(out, resource, in.readAllBytes());
        }
      }
    }
    return Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<Class<?>> types() {
    List<Class<?>> types = new ArrayList<>(List.of(component, Action.class));
    types.addAll(List.of(component.getDeclaredClasses()));
    return types;
  }

  private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
  }

  private Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", symbolicName(component));
    main.putValue("Bundle-Version", version);
    main.putValue("Service-Component", "OSGI-INF/component.xml");
    main.putValue("Import-Package", PACKAGES.stream().map(name -> "org.eyas.api." + name).collect(Collectors.joining(",")));
    return manifest;
  }

  private String xml() {
    String values =
        properties.entrySet().stream().map(property -> xml(property.getKey(), property.getValue())).collect(Collectors.joining());
    String provided =
        services.stream().map(service -> "<provide interface=\"" + service.getName() + "\"/>").collect(Collectors.joining());
    return """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="1" immediate="true">
        %s<service>%s</service><implementation class="%s"/></scr:component>
        """
        .formatted(symbolicName(component), values, provided, component.getName());
  }

  private static String xml(String name, Object value) {
    String type = value instanceof Integer ? "Integer" : "String";
    return "<property name=\"" + name + "\" type=\"" + type + "\" value=\"" + value + "\"/>";
  }
}
