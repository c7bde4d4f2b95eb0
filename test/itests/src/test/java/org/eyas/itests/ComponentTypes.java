package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The PIDs of the bundles' components, and the properties of their {@code Config} types, as the bundles' XML files have them. */
final class ComponentTypes {
  /** A property; {@code list} says whether it has several values. */
  record Property(String type, boolean list, String standard, boolean described) {}

  private final Map<String, Map<String, Property>> byPid = new HashMap<>();
  private final Set<String> pids = new TreeSet<>();

  ComponentTypes(List<Path> bundles) throws IOException {
    for (Path bundle : bundles) {
      try (JarFile jar = new JarFile(bundle.toFile())) {
        for (JarEntry entry : jar.stream().filter(file -> file.getName().matches("OSGI-INF/.*\\.xml")).toList()) {
          read(jar, entry);
        }
      } catch (ParserConfigurationException | SAXException e) {
        throw new IOException(bundle + " has a file that is not XML", e);
      }
    }
  }

  private void read(JarFile jar, JarEntry entry) throws IOException, ParserConfigurationException, SAXException {
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(jar.getInputStream(entry));
    Element root = document.getDocumentElement();
    pids.addAll(List.of(root.getAttribute("configuration-pid").split(" ")));
    Map<String, Property> properties = new HashMap<>();
    for (Element property : elements(root.getElementsByTagName("AD"))) {
      properties.put(
          property.getAttribute("id"),
          new Property(
              property.getAttribute("type"),
              property.hasAttribute("cardinality"),
              property.getAttribute("default"),
              !property.getAttribute("description").isEmpty()));
    }
    for (Element designate : elements(root.getElementsByTagName("Designate"))) {
      byPid.put(designate.getAttribute("pid") + designate.getAttribute("factoryPid"), properties);
    }
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  /** Whether a component has this PID. */
  boolean hasComponent(String pid) {
    return pids.contains(pid);
  }

  /** The properties of each PID whose component has a type for them. */
  Map<String, Map<String, Property>> byPid() {
    return byPid;
  }
}
